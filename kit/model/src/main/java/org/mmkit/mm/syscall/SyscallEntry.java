// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.TaskStruct;

/** The way of a task into the kernel and back to its program. */
final class SyscallEntry {
  private final TaskStruct task;
  private final Machine machine;

  SyscallEntry(TaskStruct task) {
    this.task = task;
    this.machine = task.machine();
  }

  /** The body of one call. */
  interface Body {
    long run();
  }

  /** Runs the body of a call; the task may hold no lock at its end. */
  long call(Body body) {
    machine.step(StepKind.SYSCALL_ENTER, task.task().id(), Access.NONE, MmCost.SYSCALL, 1);
    machine.kernelMode().enter();
    long result = body.run();
    machine.kernelMode().assertNoLocksHeld();
    task.doWorks();
    machine.kernelMode().condResched();
    machine.step(StepKind.SYSCALL_EXIT, task.task().id(), Access.NONE);
    return result;
  }
}
