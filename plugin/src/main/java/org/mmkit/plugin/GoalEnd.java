// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.UncheckedIOException;
import org.apache.maven.plugin.MojoFailureException;
import org.mmkit.plugin.run.InputException;

/** Carries a goal out, and turns whatever ends it into sentences. */
final class GoalEnd {

  private GoalEnd() {}

  static void of(JudgingMojo mojo) throws MojoFailureException {
    try {
      if (Requests.begins(mojo)) {
        mojo.call();
      }
    } catch (InputException | MojoFailureException e) {
      String clean = ConsoleText.lines(String.valueOf(e.getMessage()));
      throw new MojoFailureException(Hyperlinks.of(mojo).add(clean));
    } catch (UncheckedIOException e) {
      String cause = e.getCause() == null ? "" : ": " + e.getCause();
      throw new MojoFailureException(ConsoleText.lines(e.getMessage() + cause + "."), e);
    }
  }
}
