// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Cost;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;

/**
 * The front door: the system calls of a task. Addresses and lengths are bytes; a negative result is
 * a negated errno.
 */
public final class Syscalls {
  private final TaskStruct task;
  private final Machine machine;

  /** The calls of a task. */
  public Syscalls(TaskStruct task) {
    this.task = task;
    this.machine = task.machine();
  }

  /** The body of one call. */
  private interface Body {
    long run();
  }

  private long call(Body body) {
    machine.step(StepKind.SYSCALL_ENTER, task.task().id(), Access.NONE, Cost.SYSCALL, 1);
    long result = body.run();
    machine.assertNoLocksHeld();
    machine.step(StepKind.SYSCALL_EXIT, task.task().id(), Access.NONE);
    return result;
  }

  /** munmap(2), by the strategy that is plugged in. */
  public long munmap(long address, long length) {
    return call(() -> task.kernel().unmapPaths().munmap(task, address, length));
  }

  /** mmap(2): the address or a negative errno. */
  public long mmap(long address, long length, int prot, int flags, OpenFile file, long offset) {
    return call(() -> new Mmap(task).map(address, length, prot, flags, file, offset));
  }
}
