// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.beside.WriteProtection;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** The ioctls of a userfaultfd that change which ranges it watches; results are 0 or an errno. */
final class Userfaultfd {
  private final TaskStruct task;
  private final UserfaultfdCtx ctx;
  private final MmStruct mm;

  Userfaultfd(TaskStruct task, UserfaultfdCtx ctx) {
    this.task = task;
    this.ctx = ctx;
    this.mm = ctx.mm();
  }

  /** Whether a range is made of whole pages of user space ({@code validate_range}). */
  static boolean isValid(long start, long length) {
    return length != 0
        && Addr.isPageAligned(start)
        && Addr.isPageAligned(length)
        && Long.compareUnsigned(start, Addr.TASK_SIZE) < 0
        && Addr.inUserSpace(start, length);
  }

  /** UFFDIO_REGISTER: watches the VMAs of a range with the given bits of VM_UFFD_FLAGS. */
  long register(long start, long length, long modes) {
    if (modes == 0) {
      return -Errno.EINVAL;
    }
    return each(
        start,
        length,
        (vma, from, to) -> mayRegister(vma, to, modes),
        (vma, from, to) -> set(vma, from, to, modes));
  }

  /** UFFDIO_UNREGISTER, which lets faults in the range try again. */
  long unregister(long start, long length) {
    long result = each(start, length, this::mayUnregister, this::clear);
    if (result == 0) {
      ctx.wake(start, start + length);
    }
    return result;
  }

  /** UFFDIO_WAKE. */
  long wake(long start, long length) {
    if (!isValid(start, length)) {
      return -Errno.EINVAL;
    }
    ctx.wake(start, start + length);
    return 0;
  }

  /** What to do with the part of a VMA that lies in a range. */
  private interface Piece {
    int apply(VmArea vma, long start, long end);
  }

  /** Tests all VMAs of the range before it changes any; holes do not matter. */
  private long each(long start, long length, Piece test, Piece action) {
    if (!isValid(start, length)) {
      return -Errno.EINVAL;
    }
    mm.mmapSem().downWrite();
    int error = beginsWell(start, length) ? walk(start, start + length, test) : -Errno.EINVAL;
    if (error == 0) {
      error = walk(start, start + length, action);
    }
    mm.mmapSem().upWrite();
    return error;
  }

  /** Something has to be mapped; a range that begins with huge pages begins at one. */
  private boolean beginsWell(long start, long length) {
    VmArea first = mm.vmas().peek(start);
    return first != null
        && first.start() < start + length
        && (!first.has(VmFlags.VM_HUGETLB) || start % Addr.PMD_SIZE == 0);
  }

  private int walk(long start, long end, Piece piece) {
    VmArea vma = mm.vmas().find(start);
    while (vma != null && vma.start() < end) {
      long to = Math.min(vma.end(), end);
      int error = piece.apply(vma, Math.max(vma.start(), start), to);
      if (error != 0) {
        return error;
      }
      vma = to < end ? mm.vmas().peek(to) : null;
    }
    return 0;
  }

  private int mayRegister(VmArea vma, long end, long modes) {
    if (!canBeWatched(vma, modes)) {
      return -Errno.EINVAL;
    }
    if (!vma.has(VmFlags.VM_MAYWRITE)) {
      return -Errno.EPERM;
    }
    if (vma.has(VmFlags.VM_HUGETLB) && end % Addr.PMD_SIZE != 0) {
      return -Errno.EINVAL;
    }
    return vma.userfaultfd() != null && vma.userfaultfd() != ctx ? -Errno.EBUSY : 0;
  }

  private int mayUnregister(VmArea vma, long start, long end) {
    boolean foreign = vma.userfaultfd() != null && vma.userfaultfd() != ctx;
    return foreign || !canBeWatched(vma, vma.flags()) ? -Errno.EINVAL : 0;
  }

  /**
   * Anonymous memory, shared memory and huge pages, of which anonymous memory has no minor faults
   * ({@code vma_can_userfault}).
   */
  private static boolean canBeWatched(VmArea vma, long modes) {
    boolean shmem = vma.file() != null && vma.file().inode().isShmem();
    boolean sysv = vma.ops() instanceof ShmSegment;
    boolean suitable = vma.isAnonymous() || shmem && !sysv || vma.has(VmFlags.VM_HUGETLB);
    boolean minor = (modes & VmFlags.VM_UFFD_MINOR) != 0 && vma.isAnonymous();
    return suitable && !minor && !vma.has(VmFlags.VM_DROPPABLE);
  }

  private int set(VmArea vma, long start, long end, long modes) {
    long flags = vma.flags() & ~VmFlags.VM_UFFD_FLAGS | modes;
    boolean watched = vma.userfaultfd() == ctx && (vma.flags() & modes) == modes;
    return watched ? 0 : new VmaMerge(task, mm).modify(vma, start, end, flags, ctx);
  }

  private int clear(VmArea vma, long start, long end) {
    if (vma.userfaultfd() == null) {
      return 0;
    }
    if (vma.has(VmFlags.VM_UFFD_WP)) {
      new WriteProtection(mm).change(start, end, false);
    }
    long flags = vma.flags() & ~VmFlags.VM_UFFD_FLAGS;
    return new VmaMerge(task, mm).modify(vma, start, end, flags, null);
  }

  /** UFFDIO_WRITEPROTECT: protects what is mapped in a range from stores, or no longer. */
  long writeProtect(long start, long length, boolean protect) {
    if (!isValid(start, length)) {
      return -Errno.EINVAL;
    }
    mm.mmapSem().downRead();
    int error = ctx.mmapChanging() != 0 ? -Errno.EAGAIN : -Errno.ENOENT;
    VmArea vma = error == -Errno.EAGAIN ? null : task.findVma(start, mm);
    while (vma != null && vma.start() < start + length) {
      if (!vma.has(VmFlags.VM_UFFD_WP)) {
        error = -Errno.ENOENT;
        break;
      }
      long to = Math.min(vma.end(), start + length);
      new WriteProtection(mm).change(Math.max(vma.start(), start), to, protect);
      error = 0;
      vma = to < start + length ? mm.vmas().peek(to) : null;
    }
    mm.mmapSem().upRead();
    return error;
  }
}
