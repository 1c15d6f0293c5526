// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** mseal(2): mappings that can no longer be changed, with the results of Linux 6.18. */
final class Mseal {
  private final TaskStruct task;
  private final MmStruct mm;

  Mseal(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Seals a range that has no hole; returns 0 or a negative errno. */
  long seal(long start, long length, long flags) {
    long bytes = Addr.pageAlign(length);
    long end = start + bytes;
    boolean valid = flags == 0 && Addr.isPageAligned(start) && (length == 0 || bytes != 0);
    if (!valid || Long.compareUnsigned(end, start) < 0) {
      return -Errno.EINVAL;
    }
    if (bytes == 0) {
      return 0;
    }
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int error = -Errno.ENOMEM;
    if (VmaPieces.isFullyMapped(mm, start, end)) {
      error = VmaPieces.each(mm, start, end, this::piece);
    }
    mm.mmapSem().upWrite();
    return error;
  }

  private int piece(VmArea vma, long start, long end) {
    if (vma.has(VmFlags.VM_SEALED)) {
      return 0;
    }
    long flags = vma.flags() | VmFlags.VM_SEALED;
    return new VmaMerge(task, mm).modify(vma, start, end, flags, vma.userfaultfd());
  }
}
