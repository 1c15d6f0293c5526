// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.mmkit.mm.uapi.MmapFlags.PROT_GROWSDOWN;
import static org.mmkit.mm.uapi.MmapFlags.PROT_GROWSUP;

import org.mmkit.mm.Limits;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Populate;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/** mprotect(2) and pkey_mprotect(2), with the results of Linux 6.18. */
final class Mprotect {
  /** The protection key of mprotect(2): none. */
  static final int NO_KEY = -1;

  private static final int PROT_KNOWN = 0x0f;

  /** What decides whether making a mapping writable has to reserve memory for it. */
  private static final long NO_CHARGE =
      VmFlags.VM_ACCOUNT
          | VmFlags.VM_WRITE
          | VmFlags.VM_HUGETLB
          | VmFlags.VM_SHARED
          | VmFlags.VM_NORESERVE;

  private final TaskStruct task;
  private final MmStruct mm;

  Mprotect(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Gives the pages of a range other permissions; returns 0 or a negative errno. */
  long protect(long start, long length, int prot, int key) {
    int grows = prot & (PROT_GROWSDOWN | PROT_GROWSUP);
    if (grows == (PROT_GROWSDOWN | PROT_GROWSUP) || !Addr.isPageAligned(start)) {
      return -Errno.EINVAL;
    }
    if (length == 0) {
      return 0;
    }
    long end = start + Addr.pageAlign(length);
    if (Long.compareUnsigned(end, start) <= 0) {
      return -Errno.ENOMEM;
    }
    int asked = prot & ~grows;
    if ((asked & ~PROT_KNOWN) != 0) {
      return -Errno.EINVAL;
    }
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    long result = key == NO_KEY ? locked(start, end, asked, grows) : -Errno.EINVAL;
    mm.mmapSem().upWrite();
    return result;
  }

  private long locked(long start, long end, int prot, int grows) {
    VmArea vma = mm.vmas().find(start);
    if (vma == null || Long.compareUnsigned(vma.start(), end) >= 0) {
      return -Errno.ENOMEM;
    }
    if (grows == PROT_GROWSDOWN) {
      return vma.has(VmFlags.VM_GROWSDOWN) ? range(vma.start(), end, prot) : -Errno.EINVAL;
    }
    // No mapping grows upwards on this architecture.
    boolean upwards = grows == PROT_GROWSUP && vma.start() <= start;
    return upwards ? -Errno.EINVAL : range(start, end, prot);
  }

  /** What comes before a hole or a refusal keeps its new permissions. */
  private long range(long start, long end, int prot) {
    long access = MmapFlags.vmFlags(prot);
    return VmaPieces.each(mm, start, end, (vma, from, to) -> piece(vma, from, to, access));
  }

  private int piece(VmArea vma, long start, long end, long access) {
    long flags = access | vma.flags() & ~VmFlags.VM_ACCESS_FLAGS;
    boolean allowed = (access & ~(flags >>> VmFlags.MAY_SHIFT)) == 0;
    return allowed ? fixup(vma, start, end, flags) : -Errno.EACCES;
  }

  private int fixup(VmArea vma, long start, long end, long wanted) {
    long old = vma.flags();
    long pages = Addr.pages(end - start);
    if ((old & VmFlags.VM_SEALED) != 0) {
      return -Errno.EPERM;
    }
    if (wanted == old) {
      return 0;
    }
    long flags = accounted(vma, wanted);
    boolean writable = (flags & VmFlags.VM_WRITE) != 0;
    Process process = task.process();
    if (writable
        && !Limits.mayExpand(process, flags, pages)
        && Limits.mayExpand(process, old, pages)) {
      return -Errno.ENOMEM;
    }
    if ((old & VmFlags.VM_ACCOUNT) == 0 && !Limits.mayCommit(flags, pages)) {
      return -Errno.ENOMEM;
    }
    int error = new VmaMerge(task, mm).modify(vma, start, end, flags, vma.userfaultfd());
    if (error != 0) {
      return error;
    }
    VmArea changed = mm.vmas().covering(start);
    new PageProtection(mm).change(changed, start, end);
    mm.kernel().account(committed(flags, pages) - committed(old, pages));
    mm.counters().account(old, -pages);
    mm.counters().account(flags, pages);
    boolean wasLockedReadOnly =
        (old & (VmFlags.VM_WRITE | VmFlags.VM_SHARED | VmFlags.VM_LOCKED)) == VmFlags.VM_LOCKED;
    if (writable && wasLockedReadOnly) {
      // Copies are made now, so that the first store does not have to wait for them.
      new Populate(task).locked(changed, start, end, true);
    }
    return 0;
  }

  /** Adds VM_ACCOUNT to what becomes writable; takes it from what never had a page of its own. */
  private static long accounted(VmArea vma, long wanted) {
    if ((wanted & VmFlags.VM_WRITE) != 0) {
      return vma.has(NO_CHARGE) ? wanted : wanted | VmFlags.VM_ACCOUNT;
    }
    boolean untouched = vma.isAnonymous() && vma.anonVma() == null;
    return untouched ? wanted & ~VmFlags.VM_ACCOUNT : wanted;
  }

  private static long committed(long flags, long pages) {
    return (flags & VmFlags.VM_ACCOUNT) != 0 ? pages : 0;
  }
}
