// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, to which only lines of {@link ConsoleText} go, each with a mark of its own. */
final class ConsoleLog implements Log {
  private final Log log;
  private final UnaryOperator<String> links;

  ConsoleLog(Log log) {
    this(log, UnaryOperator.identity());
  }

  /**
   * @param links puts links into a clean line
   */
  ConsoleLog(Log log, UnaryOperator<String> links) {
    this.log = log;
    this.links = links;
  }

  /**
   * That of a goal, with links, and the module's name before each line where several run at once.
   */
  static ConsoleLog of(JudgingMojo mojo, Log log) {
    Hyperlinks links = Hyperlinks.of(mojo);
    MavenSession session = mojo.session;
    boolean alone =
        session.getRequest().getDegreeOfConcurrency() < 2 || session.getProjects().size() < 2;
    String module = alone ? "" : "[" + session.getCurrentProject().getArtifactId() + "] ";
    return new ConsoleLog(log, line -> module + links.add(line));
  }

  private void each(CharSequence text, Consumer<String> to) {
    String all = String.valueOf(text);
    if (all.isEmpty()) {
      to.accept("");
    }
    ConsoleText.lines(all).lines().map(links).forEach(to);
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public void debug(CharSequence content) {
    each(content, log::debug);
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    log.debug(ConsoleText.line(String.valueOf(content)), error);
  }

  @Override
  public void debug(Throwable error) {
    log.debug(error);
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isInfoEnabled();
  }

  @Override
  public void info(CharSequence content) {
    each(content, log::info);
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    log.info(ConsoleText.line(String.valueOf(content)), error);
  }

  @Override
  public void info(Throwable error) {
    log.info(error);
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isWarnEnabled();
  }

  @Override
  public void warn(CharSequence content) {
    each(content, log::warn);
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    log.warn(ConsoleText.line(String.valueOf(content)), error);
  }

  @Override
  public void warn(Throwable error) {
    log.warn(error);
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isErrorEnabled();
  }

  @Override
  public void error(CharSequence content) {
    each(content, log::error);
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    log.error(ConsoleText.line(String.valueOf(content)), error);
  }

  @Override
  public void error(Throwable error) {
    log.error(error);
  }
}
