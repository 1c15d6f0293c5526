// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Read-copy-update: readers take no lock and never wait; what a writer has made unreachable is
 * freed when all readers that were there at the time have left. Entering and leaving are no visible
 * steps: what readers do in between are.
 */
public final class Rcu {

  /** What is to be freed, and the readers that may still see it. */
  private record Deferred(Runnable free, List<Task> readers) {}

  private final Machine machine;
  private final Engine engine;
  private final List<Task> readers = new ArrayList<>(2);
  private final List<Deferred> deferred = new ArrayList<>(0);

  /** Without readers. */
  public Rcu(Machine machine) {
    this.machine = machine;
    this.engine = machine.engine();
  }

  /** Enters a read-side critical section, in which the task may not sleep; sections nest. */
  public void readLock() {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    if (task.rcuDepth++ == 0) {
      readers.add(task);
    }
  }

  /** Leaves the section. The last reader of a grace period runs its callbacks. */
  public void readUnlock() {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    if (task.rcuDepth == 0) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK, task.label() + " leaves an RCU section that it is not in");
    }
    if (--task.rcuDepth == 0) {
      readers.remove(task);
      endGracePeriods(task);
    }
  }

  /**
   * Frees something after a grace period, at the earliest moment that is allowed: at once if there
   * are no readers ({@code call_rcu}).
   *
   * @param free takes no visible step
   */
  public void call(Runnable free) {
    if (engine.aborting()) {
      return;
    }
    if (readers.isEmpty()) {
      free.run();
    } else {
      deferred.add(new Deferred(free, new ArrayList<>(readers)));
    }
  }

  /** Whether the current task is a reader; true outside a run. */
  public boolean isReader() {
    Task task = engine.running;
    return task == null || task.rcuDepth > 0;
  }

  private void endGracePeriods(Task leaver) {
    for (int i = 0; i < deferred.size(); ) {
      Deferred one = deferred.get(i);
      one.readers().remove(leaver);
      if (one.readers().isEmpty()) {
        deferred.remove(i);
        one.free().run();
      } else {
        i++;
      }
    }
  }
}
