// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.SpecialMappings;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;
import org.mmkit.mm.beside.ReclaimTables;
import org.mmkit.mm.beside.Truncate;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** The advice that is about the contents of pages: given up, not needed now, needed soon. */
final class AdviseContents {
  private final TaskStruct task;
  private final MmStruct mm;
  private final Advice advice;

  AdviseContents(TaskStruct task, Advice advice) {
    this.task = task;
    this.mm = task.mm();
    this.advice = advice;
  }

  /**
   * Takes the advice for a part of a VMA; mmap_sem is held for reading, and again at the end, or
   * the VMA is locked.
   */
  int piece(VmArea vma, long start, long end) {
    return switch (advice) {
      case DONTNEED, DONTNEED_LOCKED -> discard(vma, start, end);
      case FREE -> free(vma, start, end);
      case REMOVE -> remove(vma, start, end);
      case WILLNEED -> readAhead(vma, start, end);
      case PAGEOUT -> pageOut(vma, start, end);
      default -> vma.has(unreclaimable()) ? -Errno.EINVAL : 0;
    };
  }

  private static long unreclaimable() {
    return VmFlags.VM_LOCKED | VmFlags.VM_PFNMAP | VmFlags.VM_HUGETLB;
  }

  private int discard(VmArea vma, long start, long end) {
    boolean huge = vma.has(VmFlags.VM_HUGETLB);
    long locked = advice == Advice.DONTNEED_LOCKED ? 0 : VmFlags.VM_LOCKED;
    if (huge ? (start & (Addr.PMD_SIZE - 1)) != 0 : vma.has(VmFlags.VM_PFNMAP | locked)) {
      return -Errno.EINVAL;
    }
    // Of a huge page all or nothing goes.
    long limit = huge ? end & -Addr.PMD_SIZE : end;
    if (start < limit) {
      MmuGather gather = MmuGather.of(task, mm);
      Zap.of(task, gather).keepingGuards().single(vma, start, limit);
      if (mm.kernel().params().has(Feature.PT_RECLAIM) && !huge) {
        ReclaimTables.of(gather).within(start, limit);
      }
      gather.finish();
    }
    return 0;
  }

  /** Pages that may be dropped until they are stored to; memory never runs out, but see PAGEOUT. */
  private int free(VmArea vma, long start, long end) {
    if (vma.has(unreclaimable()) || !vma.isAnonymous()) {
      return -Errno.EINVAL;
    }
    reclaim().free(start, end);
    return 0;
  }

  private int pageOut(VmArea vma, long start, long end) {
    if (vma.has(unreclaimable())) {
      return -Errno.EINVAL;
    }
    reclaim().pageOut(vma, start, end);
    return 0;
  }

  private Reclaim reclaim() {
    return new Reclaim(task);
  }

  private int remove(VmArea vma, long start, long end) {
    boolean noFile = vma.file() == null && !vma.has(VmFlags.VM_ZERO_DEVICE);
    if (vma.has(VmFlags.VM_LOCKED) || noFile || SpecialMappings.holds(vma)) {
      return -Errno.EINVAL;
    }
    long sharedMayWrite = VmFlags.VM_SHARED | VmFlags.VM_MAYWRITE;
    if ((vma.flags() & sharedMayWrite) != sharedMayWrite) {
      return -Errno.EACCES;
    }
    Inode inode = vma.inode();
    long offset = vma.pgoffOf(start) << Addr.PAGE_SHIFT;
    if (offset < 0) {
      return -Errno.EINVAL;
    }
    if (inode.isTooLong(offset + end - start)) {
      return -Errno.EFBIG;
    }
    mm.mmapSem().upRead();
    new Truncate(task, inode).punch(offset, end - start);
    mm.mmapSem().downRead();
    return 0;
  }

  private int readAhead(VmArea vma, long start, long end) {
    if (vma.file() == null || vma.file().inode().kind() != Inode.Kind.REGULAR) {
      return 0;
    }
    Inode inode = vma.file().inode();
    long last = vma.pgoffOf(end);
    for (long page = vma.pgoffOf(start); page < last && !inode.isBeyondEnd(page); page++) {
      inode.cache().page(page, task.cpu());
    }
    return 0;
  }
}
