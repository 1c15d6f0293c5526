// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.Machine;
import org.mmkit.machine.WaitQueue;

/** Where the tasks of a load wait for each other. */
final class Barrier {
  private final Machine machine;
  private final int tasks;
  private final WaitQueue queue;
  private int waiting;
  private boolean open;

  Barrier(Machine machine, int tasks) {
    this.machine = machine;
    this.tasks = tasks;
    this.queue = new WaitQueue(machine, "sync()");
  }

  /** Waits until all tasks of the load have come. */
  void await() {
    machine.ahead().meet();
    if (open || ++waiting == tasks) {
      waiting = 0;
      queue.wakeAll();
    } else {
      queue.sleep();
    }
  }

  /** Nobody waits any more. */
  void open() {
    open = true;
    queue.wakeAll();
  }
}
