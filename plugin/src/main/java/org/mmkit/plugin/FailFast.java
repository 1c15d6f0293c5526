// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;

/**
 * Whether a run ends when the first causes of a failure are known. A verdict of FAIL is the same
 * with it; what a full run gives beside the verdict is not there.
 */
final class FailFast {
  private static final String AUTO = "auto";

  private FailFast() {}

  /** The schedules that the parameters of verify allow. */
  static JudgeRequest.Search search(VerifyingMojo mojo) {
    boolean watched = isWatched(mojo.session.getRequest().isInteractiveMode());
    return new JudgeRequest.Search(
        Whole.number("mmkit.seed", mojo.seed),
        Requests.budget(mojo.budget),
        of(mojo.failFast, watched, needsAll(mojo)));
  }

  /** What a run that ends at the first causes could not answer, as the rest of a sentence. */
  private static Optional<String> needsAll(VerifyingMojo mojo) {
    if (mojo.expectKnown) {
      return Optional.of("mmkit.expectKnown compares all known defects");
    }
    if (mojo.shard != null) {
      return Optional.of("mmkit.shard shares all cases out");
    }
    if (mojo.rubric != null) {
      return Optional.of("mmkit.rubric may give points for all cases");
    }
    if (!mojo.failOnViolation) {
      return Optional.of("mmkit.failOnViolation=false fails the build only where a run breaks");
    }
    return Requests.target(mojo.target) == HostUse.Target.HOST
        ? Optional.of("mmkit.target=host asks the kernel for all cases")
        : Optional.empty();
  }

  /**
   * @param wish {@code true}, {@code false} or {@code auto}
   * @param watched whether a person watches the output
   * @param needsAll what needs all cases, as the rest of a sentence, if something does
   * @throws InputException if it is asked for where it cannot be, or is another word
   */
  static boolean of(@Nullable String wish, boolean watched, Optional<String> needsAll) {
    String word = wish == null || wish.isBlank() ? AUTO : wish.trim();
    if (word.equals(AUTO)) {
      return watched && needsAll.isEmpty();
    }
    if (!word.equals("true") && !word.equals("false")) {
      throw new InputException("mmkit.failFast=" + word + " is neither true, false nor auto.");
    }
    if (word.equals("true") && needsAll.isPresent()) {
      throw new InputException(
          "mmkit.failFast=true ends at the first causes, and " + needsAll.get() + ": remove one.");
    }
    return word.equals("true");
  }

  /** Whether a person watches: there is a terminal, and no service runs the build. */
  private static boolean isWatched(boolean interactive) {
    return Terminal.of(interactive).isPresent() && System.getenv("CI") == null;
  }
}
