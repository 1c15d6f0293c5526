// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineCost;

/**
 * A lock that tasks of all processes take, always for the same short time and for nothing that the
 * model would show: only the time counts. It is free, and there is nothing to wait for, where the
 * profile has no figure for the work done under it.
 */
public final class Bottleneck {
  private final Machine machine;
  private final long holdPs;
  private final long handoverPs;
  private long busyUntilPs;

  /** A free one; the cost is of one hold. */
  public Bottleneck(Machine machine, Cost hold) {
    this.machine = machine;
    this.holdPs = machine.profile().picoseconds(hold);
    this.handoverPs = machine.profile().picoseconds(MachineCost.SPIN_HANDOVER);
  }

  /** Waits until it is free, and holds it for the time of the work. */
  public void use() {
    if (holdPs == 0 || machine.current() == null) {
      return;
    }
    machine.step(StepKind.GAP, 0, Access.NONE);
    machine.ahead().meet();
    Task task = machine.current();
    if (task == null) {
      return;
    }
    if (busyUntilPs > task.clockPs) {
      task.clockPs = busyUntilPs + handoverPs;
    }
    task.clockPs += holdPs;
    busyUntilPs = task.clockPs;
  }
}
