// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/** remap_file_pages(2), which is an mmap over part of a shared mapping since Linux 4.0. */
final class RemapFilePages {
  private final TaskStruct task;
  private final MmStruct mm;

  RemapFilePages(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Maps other pages of the file there; returns 0 or a negative errno. */
  long remap(long address, long bytes, int prot, long pgoff, int flags) {
    long start = Addr.pageStart(address);
    long length = Addr.pageStart(bytes);
    if (prot != 0
        || Long.compareUnsigned(start + length, start) <= 0
        || Long.compareUnsigned(pgoff + Addr.pages(length), pgoff) < 0) {
      return -Errno.EINVAL;
    }
    mm.mmapSem().downRead();
    VmArea vma = task.lookupVma(start);
    OpenFile file = vma != null && vma.has(VmFlags.VM_SHARED) ? vma.file() : null;
    long vmFlags = vma != null && file != null ? vma.flags() : 0;
    mm.mmapSem().upRead();
    if (file == null) {
      return -Errno.EINVAL;
    }
    int type = MmapFlags.MAP_SHARED | MmapFlags.MAP_FIXED | MmapFlags.MAP_POPULATE;
    type |= flags & MmapFlags.MAP_NONBLOCK;
    type |= (vmFlags & VmFlags.VM_LOCKED) != 0 ? MmapFlags.MAP_LOCKED : 0;
    int access = (int) (vmFlags & VmFlags.VM_ACCESS_FLAGS);
    long offset = pgoff << Addr.PAGE_SHIFT;
    long result =
        Mmap.of(task)
            .map(
                start,
                length,
                access,
                type,
                file,
                offset,
                () -> stillThere(start, length, file, vmFlags));
    return Math.min(result, 0);
  }

  /** The lock was dropped: the range must still be, without a hole, what was found in it. */
  private int stillThere(long start, long length, @Nullable OpenFile file, long flags) {
    long end = start + length;
    for (long at = start; Long.compareUnsigned(at, end) < 0; ) {
      VmArea vma = mm.vmas().find(at);
      if (vma == null || vma.start() > at || vma.file() != file || vma.flags() != flags) {
        return -Errno.EINVAL;
      }
      at = vma.end();
    }
    return 0;
  }
}
