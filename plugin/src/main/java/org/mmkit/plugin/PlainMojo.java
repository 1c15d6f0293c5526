// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.BadInputException;

/** What the goals that judge nothing have in common. */
abstract class PlainMojo extends AbstractMojo {

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  PluginDescriptor plugin;

  /** Does what the goal is for; its parameters have effect, all of them. */
  abstract void call() throws MojoFailureException;

  @Override
  public final void execute() throws MojoFailureException {
    Optional<String> refusal =
        KnownParameters.of(plugin)
            .refusal(session.getUserProperties().stringPropertyNames(), session.getGoals());
    if (refusal.isPresent()) {
      throw new MojoFailureException(refusal.get());
    }
    try {
      call();
    } catch (InputException e) {
      throw new MojoFailureException(ConsoleText.lines(e.getMessage()));
    } catch (BadInputException e) {
      throw new MojoFailureException(ConsoleText.lines(e.getMessage()));
    }
  }
}
