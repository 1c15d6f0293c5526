// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.WaitQueue;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.uapi.Errno;

/** The processes that a task has forked and not yet waited for. */
final class Children {
  private final LoadRun run;
  private final LoadTask parent;
  private final TaskStruct struct;
  private final WaitQueue queue;
  private int alive;

  Children(LoadRun run, LoadTask parent, TaskStruct struct) {
    this.run = run;
    this.parent = parent;
    this.struct = struct;
    this.queue = new WaitQueue(run.machine(), "wait()");
  }

  long fork() {
    Process process = parent.syscalls().fork();
    if (process == null) {
      return -Errno.EINTR;
    }
    alive++;
    run.workers().run(struct.cpu() + alive, () -> live(process));
    return process.pid();
  }

  private void live(Process process) {
    TaskStruct task = new TaskStruct(run.kernel(), run.machine().running(), process);
    Space space = new Space(process, parent.space().variables.length);
    System.arraycopy(parent.space().variables, 0, space.variables, 0, space.variables.length);
    LoadTask child =
        new LoadTask(run, task, space, parent.index(), parent.random(0, Long.MAX_VALUE - 1));
    child.takeVariables(parent);
    child.once(run.point().load().body().child());
    child.syscalls().exit();
    alive--;
    queue.wakeAll();
  }

  /** Waits until all have ended. */
  long await() {
    while (alive > 0 && !run.machine().aborting()) {
      queue.sleep();
    }
    return 0;
  }
}
