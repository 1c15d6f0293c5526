// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineProfile;

/**
 * Work that a task pays for later than it does it. It answers what a strategy would gain if such
 * work were done after the lock is let go. Nothing is deferred unless {@link #defer} is called.
 */
public final class DeferredCosts {

  private final Machine machine;
  private final MachineProfile profile;
  private @Nullable Set<Cost> deferred;

  DeferredCosts(Machine machine) {
    this.machine = machine;
    this.profile = machine.profile();
  }

  /** Has tasks pay for work of these kinds only when they call {@link #pay}. */
  public void defer(Set<? extends Cost> costs) {
    deferred = Set.copyOf(costs);
  }

  /** The current task pays for what it deferred; then another one may run. */
  public void pay() {
    Task task = machine.engine().caller();
    if (task != null && task.deferredPs > 0) {
      long ps = task.deferredPs;
      task.deferredPs = 0;
      machine.delay(ps);
    }
  }

  /** What the task, which may be null, has to pay for the work now, in picoseconds. */
  long due(@Nullable Task task, Cost cost, long count) {
    long ps = profile.picoseconds(cost) * count;
    if (deferred == null || task == null || !deferred.contains(cost)) {
      return ps;
    }
    task.deferredPs += ps;
    return 0;
  }
}
