// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;

/**
 * What came of one run of a program.
 *
 * @param end how it ended
 * @param observations the calls in the order in which they began
 * @param failure what the strategy threw, or null
 * @param machine the machine it ran on, with schedule, trace and lock log
 * @param snapshots where the steps are recorded, the mappings after the set-up, at each broken
 *     rule, after each call and at the end, by ascending step
 * @param states how the state changed while the tasks ran, if that was asked for
 */
public record Outcome(
    RunEnd end,
    List<Observation> observations,
    @Nullable Throwable failure,
    Machine machine,
    List<Snapshot> snapshots,
    List<StateChange> states) {

  /** A run whose states nobody asked for. */
  public Outcome(
      RunEnd end,
      List<Observation> observations,
      @Nullable Throwable failure,
      Machine machine,
      List<Snapshot> snapshots) {
    this(end, observations, failure, machine, snapshots, List.of());
  }

  /** The broken rules, in the order found. */
  public List<Violation> violations() {
    return machine.violations();
  }
}
