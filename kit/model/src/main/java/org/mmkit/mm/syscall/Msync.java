// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.beside.WriteBack;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** msync(2). */
final class Msync {
  private static final int MS_ASYNC = 1;
  private static final int MS_INVALIDATE = 2;
  private static final int MS_SYNC = 4;

  private final TaskStruct task;
  private final MmStruct mm;

  Msync(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Writes back what is mapped of a range; a hole is an error, but only at the end. */
  long sync(long start, long length, int flags) {
    boolean both = (flags & MS_ASYNC) != 0 && (flags & MS_SYNC) != 0;
    boolean known = (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) == 0;
    if (!known || both || !Addr.isPageAligned(start)) {
      return -Errno.EINVAL;
    }
    long end = start + Addr.pageAlign(length);
    if (Long.compareUnsigned(end, start) < 0) {
      return -Errno.ENOMEM;
    }
    if (end == start) {
      return 0;
    }
    if (Long.compareUnsigned(start, Addr.TASK_SIZE) >= 0) {
      return -Errno.ENOMEM;
    }
    mm.mmapSem().downRead();
    long result = locked(start, VmaPieces.clamp(end), flags);
    mm.mmapSem().upRead();
    return result;
  }

  private long locked(long start, long end, int flags) {
    long holes = 0;
    for (long at = start; at < end; ) {
      VmArea vma = task.findVma(at);
      if (vma == null || at < vma.start() && flags == MS_ASYNC) {
        return -Errno.ENOMEM;
      }
      if (at < vma.start()) {
        holes = -Errno.ENOMEM;
        at = vma.start();
        continue;
      }
      if ((flags & MS_INVALIDATE) != 0 && vma.has(VmFlags.VM_LOCKED)) {
        return -Errno.EBUSY;
      }
      at = vma.end();
      if ((flags & MS_SYNC) != 0 && vma.file() != null && vma.has(VmFlags.VM_SHARED)) {
        writeBack(vma.file().inode());
      }
    }
    return holes;
  }

  /** Waits for the disk, for which the lock is let go. */
  private void writeBack(Inode inode) {
    mm.mmapSem().upRead();
    new WriteBack(task.kernel(), inode).run();
    mm.mmapSem().downRead();
  }
}
