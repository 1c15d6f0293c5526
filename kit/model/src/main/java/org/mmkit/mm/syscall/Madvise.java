// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Populate;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaLookup;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** madvise(2), with the results of Linux 6.18. */
final class Madvise {
  private final TaskStruct task;
  private final MmStruct mm;
  private final @Nullable Advice advice;

  /** Takes an advice; null stands for a number that means nothing. */
  Madvise(TaskStruct task, @Nullable Advice advice) {
    this.task = task;
    this.mm = task.mm();
    this.advice = advice;
  }

  /** Takes the advice for a range; returns 0 or a negative errno. */
  long advise(long start, long length) {
    long bytes = Addr.pageAlign(length);
    long end = start + bytes;
    boolean valid = advice != null && Addr.isPageAligned(start) && (length == 0 || bytes != 0);
    if (!valid || Long.compareUnsigned(end, start) < 0) {
      return -Errno.EINVAL;
    }
    if (bytes == 0) {
      return 0;
    }
    if (Long.compareUnsigned(start, Addr.TASK_SIZE) >= 0) {
      return -Errno.ENOMEM;
    }
    long limit = VmaPieces.clamp(end);
    if (advice == Advice.POPULATE_READ || advice == Advice.POPULATE_WRITE) {
      return new Populate(task).advised(start, limit, advice == Advice.POPULATE_WRITE);
    }
    if (known().changesFlags()) {
      return exclusively(start, limit);
    }
    VmArea vma = takesVmaLock() ? VmaLookup.of(task).lockToDiscard(start, limit) : null;
    return vma == null ? sharing(start, limit) : inOne(vma, start, limit);
  }

  private boolean takesVmaLock() {
    return advice == Advice.DONTNEED || advice == Advice.DONTNEED_LOCKED;
  }

  /** The whole range lies in a VMA that is locked; takes no mmap_lock. */
  private long inOne(VmArea vma, long start, long end) {
    long result = piece(vma, start, end);
    VmaLookup.of(task).unlock(vma);
    return result;
  }

  private Advice known() {
    return Objects.requireNonNull(advice);
  }

  private long exclusively(long start, long end) {
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    long result = walk(start, end);
    mm.mmapSem().upWrite();
    return result;
  }

  /** A guard that faults kept from its place too often starts the call anew. */
  private long sharing(long start, long end) {
    long result;
    do {
      mm.mmapSem().downRead(start, end);
      result = walk(start, end);
      mm.mmapSem().upRead();
    } while (result == GuardPages.RESTART);
    return result;
  }

  /** Goes on behind a hole, which is an error all the same. */
  private long walk(long start, long end) {
    long holes = 0;
    for (long at = start; at < end; ) {
      VmArea vma = task.findVma(at);
      if (vma == null) {
        return -Errno.ENOMEM;
      }
      if (at < vma.start()) {
        holes = -Errno.ENOMEM;
        at = vma.start();
        continue;
      }
      long next = Math.min(vma.end(), end);
      int error = piece(vma, at, next);
      if (error != 0) {
        return error;
      }
      at = next;
    }
    return holes;
  }

  private int piece(VmArea vma, long start, long end) {
    Advice known = known();
    if (known.discards() && isProtected(vma)) {
      return -Errno.EPERM;
    }
    return switch (known) {
      case DONTNEED, DONTNEED_LOCKED, FREE, REMOVE, COLD, PAGEOUT, WILLNEED ->
          new AdviseContents(task, known).piece(vma, start, end);
      case GUARD_INSTALL -> new GuardPages(task).install(vma, start, end);
      case GUARD_REMOVE -> new GuardPages(task).remove(vma, start, end);
      default -> setFlags(vma, start, end);
    };
  }

  /** Sealed, and of a kind that its user could not overwrite anyway. */
  private static boolean isProtected(VmArea vma) {
    return vma.has(VmFlags.VM_SEALED) && vma.isAnonymous() && !vma.has(VmFlags.VM_WRITE);
  }

  private int setFlags(VmArea vma, long start, long end) {
    long flags = AdviseFlags.after(known(), vma);
    if (flags < 0) {
      return (int) flags;
    }
    if (flags == vma.flags()) {
      return 0;
    }
    int error = new VmaMerge(task, mm).modify(vma, start, end, flags, vma.userfaultfd());
    return error == -Errno.ENOMEM ? -Errno.EAGAIN : error;
  }
}
