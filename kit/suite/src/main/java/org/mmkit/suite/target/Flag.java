// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.machine.Machine;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.WaitQueue;
import org.mmkit.mm.TaskStruct;

/** A flag between tasks of a program: after the wait a task knows what was done before the post. */
final class Flag {
  private final OrderedCell posted;
  private final WaitQueue waiters;

  Flag(Machine machine, String name) {
    this.posted = new OrderedCell(machine, machine.newId(), 0);
    this.waiters = new WaitQueue(machine, "flag " + name);
  }

  /** Sets it for good and wakes the tasks that wait. */
  void post() {
    posted.writeRelease(1);
    waiters.wakeAll();
  }

  /** Waits for the post, unless it was made already; 0 or -EINTR. */
  int await(TaskStruct task) {
    return posted.readAcquire() != 0 ? 0 : task.sleepIn(waiters);
  }
}
