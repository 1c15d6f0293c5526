// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.syscall.FileSyscalls;
import org.mmkit.mm.syscall.KernelEvents;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.syscall.UserfaultfdSyscalls;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Env;

/**
 * What the calls of one task work with: its kernel side, its user side, and where it last landed.
 */
final class CallContext {
  private final World world;
  private final TaskStruct task;
  private final Syscalls syscalls;
  private final UserMemory memory;
  private Env env = Env.START;

  CallContext(World world, TaskStruct task) {
    this.world = world;
    this.task = task;
    this.syscalls = new Syscalls(task);
    this.memory = new UserMemory(task);
  }

  /** The same task of the machine in another process: a forked child whose parent waits. */
  CallContext inProcess(Process process) {
    CallContext child =
        new CallContext(world, new TaskStruct(world.kernel(), task.task(), process));
    child.env = env;
    return child;
  }

  World world() {
    return world;
  }

  Kernel kernel() {
    return world.kernel();
  }

  TaskStruct task() {
    return task;
  }

  MmStruct mm() {
    return task.mm();
  }

  Syscalls syscalls() {
    return syscalls;
  }

  FileSyscalls files() {
    return new FileSyscalls(task);
  }

  UserfaultfdSyscalls userfaultfd() {
    return new UserfaultfdSyscalls(task);
  }

  KernelEvents events() {
    return new KernelEvents(task);
  }

  UserMemory memory() {
    return memory;
  }

  Env env() {
    return env;
  }

  /** A mapping landed at an address: {@code L} is its page from now on. */
  void landed(long address) {
    env = new Env((address - Arena.BASE) >> 12);
  }

  /** {@code OK} or the errno's name. */
  static String result(long value) {
    return Errno.name(value);
  }
}
