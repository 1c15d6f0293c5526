// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.mmkit.mm.uapi.VmFlags.VM_LOCKED;
import static org.mmkit.mm.uapi.VmFlags.VM_LOCKED_MASK;
import static org.mmkit.mm.uapi.VmFlags.VM_LOCKONFAULT;

import org.mmkit.mm.Limits;
import org.mmkit.mm.Mlock;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Populate;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** mlock(2), mlock2(2), munlock(2), mlockall(2) and munlockall(2), as Linux 6.18 answers them. */
final class MlockCalls {
  private static final int MLOCK_ONFAULT = 1;
  private static final int MCL_CURRENT = 1;
  private static final int MCL_FUTURE = 2;
  private static final int MCL_ONFAULT = 4;

  /** Mappings that stay unlocked without an error. */
  private static final long NEVER_LOCKED =
      VmFlags.VM_SPECIAL | VmFlags.VM_HUGETLB | VmFlags.VM_DROPPABLE;

  private final TaskStruct task;
  private final MmStruct mm;

  MlockCalls(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Locks a range, its pages now or, with MLOCK_ONFAULT, as they are touched. */
  long lock(long start, long length, int flags) {
    if ((flags & ~MLOCK_ONFAULT) != 0) {
      return -Errno.EINVAL;
    }
    if (!Limits.canLock(task.process())) {
      return -Errno.EPERM;
    }
    long bits = (flags & MLOCK_ONFAULT) != 0 ? VM_LOCKED_MASK : VM_LOCKED;
    long first = Addr.pageStart(start);
    long bytes = Addr.pageAlign(length + (start - first));
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    boolean allowed = withinLimit(first, bytes);
    int error = allowed ? apply(first, bytes, bits) : -Errno.ENOMEM;
    mm.mmapSem().upWrite();
    return error != 0 ? error : posix(new Populate(task).strict(first, bytes));
  }

  private static int posix(int error) {
    return error == -Errno.EFAULT ? -Errno.ENOMEM : error;
  }

  /** Pages that are locked already do not count twice. */
  private boolean withinLimit(long start, long bytes) {
    if (task.process().capIpcLock()) {
      return true;
    }
    long pages = (bytes >>> Addr.PAGE_SHIFT) + mm.counters().lockedVm();
    long limit = Addr.pages(task.process().limits().memlock());
    return pages <= limit || pages - alreadyLocked(start, VmaPieces.endOf(start, bytes)) <= limit;
  }

  private long alreadyLocked(long start, long end) {
    long locked = 0;
    for (VmArea vma = mm.vmas().find(start); vma != null && vma.start() < end; ) {
      if (vma.has(VM_LOCKED)) {
        locked += Addr.pages(Math.min(vma.end(), end) - Math.max(vma.start(), start));
      }
      vma = mm.vmas().atOrAfter(vma.end());
    }
    return locked;
  }

  /** Unlocks a range. */
  long unlock(long start, long length) {
    long first = Addr.pageStart(start);
    long bytes = Addr.pageAlign(length + (start - first));
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int error = apply(first, bytes, 0);
    mm.mmapSem().upWrite();
    return error;
  }

  private int apply(long start, long bytes, long bits) {
    long end = start + bytes;
    if (Long.compareUnsigned(end, start) < 0) {
      return -Errno.EINVAL;
    }
    if (end == start) {
      return 0;
    }
    return VmaPieces.each(mm, start, end, (vma, from, to) -> fixup(vma, from, to, bits));
  }

  private int fixup(VmArea vma, long start, long end, long bits) {
    long old = vma.flags();
    long flags = old & ~VM_LOCKED_MASK | bits;
    if (flags == old || (old & NEVER_LOCKED) != 0) {
      return 0;
    }
    int error = new VmaMerge(task, mm).modify(vma, start, end, flags, vma.userfaultfd());
    if (error != 0) {
      return error;
    }
    boolean was = (old & VM_LOCKED) != 0;
    boolean is = (flags & VM_LOCKED) != 0;
    if (was != is) {
      long pages = Addr.pages(end - start);
      mm.counters().addLocked(is ? pages : -pages);
      Mlock.markPages(mm.vmas().covering(start), start, end, is);
    }
    return 0;
  }

  /** Locks what is mapped, what will be mapped, or both. */
  long lockAll(int flags) {
    boolean known = (flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) == 0;
    if (flags == 0 || !known || flags == MCL_ONFAULT) {
      return -Errno.EINVAL;
    }
    if (!Limits.canLock(task.process())) {
      return -Errno.EPERM;
    }
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    boolean current = (flags & MCL_CURRENT) != 0;
    boolean allowed =
        !current
            || task.process().capIpcLock()
            || mm.counters().totalVm() <= Addr.pages(task.process().limits().memlock());
    if (allowed) {
      applyAll(flags);
    }
    mm.mmapSem().upWrite();
    if (allowed && current) {
      new Populate(task).range(0, Addr.TASK_SIZE);
    }
    return allowed ? 0 : -Errno.ENOMEM;
  }

  /** Unlocks everything, what will be mapped too. */
  long unlockAll() {
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    applyAll(0);
    mm.mmapSem().upWrite();
    return 0;
  }

  private void applyAll(int flags) {
    long onFault = (flags & MCL_ONFAULT) != 0 ? VM_LOCKONFAULT : 0;
    boolean future = (flags & MCL_FUTURE) != 0;
    mm.setDefFlags(mm.defFlags() & ~VM_LOCKED_MASK | (future ? VM_LOCKED | onFault : 0));
    if (future && (flags & MCL_CURRENT) == 0) {
      return;
    }
    long bits = (flags & MCL_CURRENT) != 0 ? VM_LOCKED | onFault : 0;
    for (VmArea vma = mm.vmas().find(0); vma != null; ) {
      long end = vma.end();
      // A VMA that cannot be changed is left as it is: the call does not fail for it.
      fixup(vma, vma.start(), end, bits);
      vma = mm.vmas().atOrAfter(end);
    }
  }
}
