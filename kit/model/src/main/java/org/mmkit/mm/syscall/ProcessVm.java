// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.Gup;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.uapi.Errno;

/** process_vm_readv(2) and process_vm_writev(2): copies through pins of another process's pages. */
final class ProcessVm {
  private final TaskStruct task;

  ProcessVm(TaskStruct task) {
    this.task = task;
  }

  /** What a call that takes a vector handles at most. */
  static final long BYTES_MAX = 0x7ffff000L;

  /** Copies; returns the bytes before the first page that fails, or a negative errno. */
  long copy(int pid, long address, byte[] data, boolean write) {
    if (data.length == 0) {
      return 0;
    }
    Process other = task.kernel().findProcess(pid);
    if (other == null || !other.mm().tryGet()) {
      return -Errno.ESRCH;
    }
    long done = Gup.of(task, other.mm()).unsharing().copy(address, data, write, false);
    other.mm().put(task);
    return done;
  }
}
