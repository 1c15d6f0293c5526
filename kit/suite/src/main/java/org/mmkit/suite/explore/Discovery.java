// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Objects;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Schedule;
import org.mmkit.suite.check.Broken;

/**
 * A rule that a search found broken, in the schedule that showed it first, or of those at random in
 * the one with the fewest steps.
 *
 * @param broken the rule, and how
 * @param schedule the decisions of the run
 * @param steps visible steps of the run
 * @param search what was searching
 */
public record Discovery(Broken broken, Schedule schedule, long steps, String search) {

  public Discovery {
    Objects.requireNonNull(broken);
    Objects.requireNonNull(schedule);
    Objects.requireNonNull(search);
  }

  /** The rule. */
  public Rule rule() {
    return broken.rule();
  }
}
