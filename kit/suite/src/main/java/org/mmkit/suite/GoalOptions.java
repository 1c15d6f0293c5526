// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;
import java.util.Optional;

/**
 * What only some goals ask for.
 *
 * @param sched the schedule to replay
 * @param other the strategy to compare with
 * @param debug whether the run halts for a debugger before the step that shows what is wrong
 */
public record GoalOptions(Optional<CaseFile> sched, Optional<Subject> other, boolean debug) {

  /** Nothing of all this. */
  public static final GoalOptions NONE = new GoalOptions(Optional.empty(), Optional.empty(), false);

  public GoalOptions {
    Objects.requireNonNull(sched);
    Objects.requireNonNull(other);
  }
}
