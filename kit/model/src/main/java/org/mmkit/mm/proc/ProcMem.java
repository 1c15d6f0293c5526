// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.proc;

import org.mmkit.mm.Gup;
import org.mmkit.mm.StackGrowth;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.uapi.Errno;

/** /proc/PID/mem of a task's own process: access that overrides permissions (FOLL_FORCE). */
public final class ProcMem {
  private final TaskStruct task;

  public ProcMem(TaskStruct task) {
    this.task = task;
  }

  /**
   * Copies; returns the bytes before the first page that fails, or {@code -EIO} if there are none.
   */
  public long copy(long address, byte[] data, boolean write) {
    if (address < 0) {
      return -Errno.EINVAL; // No file has such an offset.
    }
    StackGrowth.of(task).growTo(address);
    long done = Gup.of(task, task.mm()).copy(address, data, write, true);
    return done == -Errno.EFAULT ? -Errno.EIO : done;
  }
}
