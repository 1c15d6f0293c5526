// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;

/** shmat(2) and shmdt(2). */
final class ShmSysV {
  private static final int SHM_RDONLY = 0x1000;
  private static final int SHM_RND = 0x2000;
  private static final int SHM_REMAP = 0x4000;
  private static final int SHM_EXEC = 0x8000;

  private final TaskStruct task;
  private final MmStruct mm;

  ShmSysV(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Maps a segment; returns the address or a negative errno. */
  long attach(ShmSegment segment, long wanted, int flags) {
    if (segment.isGone()) {
      return -Errno.EINVAL;
    }
    boolean replaces = (flags & SHM_REMAP) != 0;
    long address = (flags & SHM_RND) != 0 ? Addr.pageStart(wanted) : wanted;
    if (!Addr.isPageAligned(address) || replaces && address == 0) {
      return -Errno.EINVAL;
    }
    boolean writable = (flags & SHM_RDONLY) == 0;
    int prot = MmapFlags.PROT_READ | (writable ? MmapFlags.PROT_WRITE : 0);
    prot |= (flags & SHM_EXEC) != 0 ? MmapFlags.PROT_EXEC : 0;
    int type = MmapFlags.MAP_SHARED | (wanted != 0 ? MmapFlags.MAP_FIXED : 0);
    OpenFile file = new OpenFile(segment.inode(), true, writable);
    long size = segment.inode().size();
    segment.hold();
    long at =
        Mmap.of(task)
            .map(
                address,
                size,
                prot,
                type,
                file,
                0,
                () -> wanted == 0 || replaces ? 0 : isFree(address, size));
    segment.release(task.cpu());
    return at;
  }

  private int isFree(long address, long size) {
    boolean valid = Long.compareUnsigned(address + size, address) >= 0;
    boolean free = valid && !mm.vmas().overlaps(address, address + Addr.pageAlign(size));
    return free ? 0 : -Errno.EINVAL;
  }

  /** Unmaps the pieces of a segment that was attached at an address; returns 0 or -EINVAL. */
  long detach(long address) {
    if (!Addr.isPageAligned(address)) {
      return -Errno.EINVAL;
    }
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    UnmapEvents events = UnmapEvents.of(task);
    int result = locked(address, events);
    mm.mmapSem().upWrite();
    events.complete();
    return result;
  }

  private int locked(long address, UnmapEvents events) {
    VmArea vma = mm.vmas().find(address);
    while (vma != null && !isPiece(vma, address)) {
      vma = mm.vmas().atOrAfter(vma.end());
    }
    if (vma == null) {
      return -Errno.EINVAL;
    }
    OpenFile file = vma.file();
    long limit = address + Addr.pageAlign(vma.inode().size());
    unmap(vma, events);
    vma = mm.vmas().find(address);
    while (vma != null && vma.end() <= limit) {
      long end = vma.end();
      if (isPiece(vma, address) && vma.file() == file) {
        unmap(vma, events);
      }
      vma = mm.vmas().atOrAfter(end);
    }
    return 0;
  }

  /** Whether a VMA lies where a segment that starts at the address would have put it. */
  private static boolean isPiece(VmArea vma, long address) {
    return vma.ops() instanceof ShmSegment
        && vma.start() >= address
        && Addr.pages(vma.start() - address) == vma.pgoff();
  }

  private void unmap(VmArea vma, UnmapEvents events) {
    new Munmap(task).doMunmap(vma.start(), vma.end() - vma.start(), events);
  }
}
