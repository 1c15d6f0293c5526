// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.UncheckedIOException;
import org.apache.maven.plugin.MojoFailureException;
import org.mmkit.plugin.report.LastResults;
import org.mmkit.plugin.run.InputException;

/** Carries a goal out, and turns whatever ends it into sentences. */
final class GoalEnd {

  private GoalEnd() {}

  static void of(JudgingMojo mojo) throws MojoFailureException {
    LastResults last = new LastResults(mojo.outputDirectory.toPath());
    try {
      if (Requests.begins(mojo)) {
        mojo.call();
      } else if (!last.gone().isEmpty()) {
        mojo.getLog().info("mmkit: " + last.gone());
      }
    } catch (InputException | MojoFailureException e) {
      String clean = ConsoleText.lines(e.getMessage() + "\n" + last.gone());
      throw new MojoFailureException(Hyperlinks.of(mojo).add(clean));
    } catch (UncheckedIOException e) {
      String cause = e.getCause() == null ? "" : ": " + e.getCause();
      String text = e.getMessage() + cause + ".\n" + last.gone();
      throw new MojoFailureException(ConsoleText.lines(text), e);
    }
  }
}
