// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.WaitQueue;

/** Tasks of the machine that carry forked children, one after the other. */
final class Workers {
  private final Machine machine;
  private final List<Worker> idle = new ArrayList<>();
  private int made;
  private boolean over;
  private final List<Worker> all = new ArrayList<>();

  Workers(Machine machine) {
    this.machine = machine;
  }

  /** One of them. */
  private final class Worker {
    private final WaitQueue queue = new WaitQueue(machine, "a child to carry");
    private @Nullable Runnable child;

    void live() {
      while (child != null) {
        child.run();
        child = null;
        if (over) {
          return;
        }
        idle.add(this);
        queue.sleep();
      }
    }
  }

  /** Starts a child on some CPU, beside its parent. */
  void run(int cpu, Runnable child) {
    if (idle.isEmpty()) {
      Worker worker = new Worker();
      worker.child = child;
      all.add(worker);
      machine.spawn("child" + made++, cpu % machine.cpus(), worker::live);
    } else {
      Worker worker = idle.remove(0);
      worker.child = child;
      worker.queue.wakeOne();
    }
  }

  /** No child comes any more. */
  void end() {
    over = true;
    all.forEach(worker -> worker.queue.wakeAll());
  }
}
