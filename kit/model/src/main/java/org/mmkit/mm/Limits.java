// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.RLimits;
import org.mmkit.mm.uapi.VmFlags;

/** The resource limits that calls test before they change an address space. */
public final class Limits {
  /** Pages of memory and swap; no single request for more is granted (overcommit mode 0). */
  private static final long TOTAL_PAGES = 1L << 28;

  private Limits() {}

  /** Whether some pages more fit under RLIMIT_AS and RLIMIT_DATA ({@code may_expand_vm}). */
  public static boolean mayExpand(Process process, long flags, long pages) {
    RLimits limits = process.limits();
    MmCounters counters = process.mm().counters();
    if (counters.totalVm() + pages > Addr.pages(limits.as())) {
      return false;
    }
    // A limit of 0 is none, for the sake of programs that set it so and are not meant to fail.
    return !VmFlags.isData(flags)
        || limits.data() == 0
        || counters.dataVm() + pages <= Addr.pages(limits.data());
  }

  /**
   * Whether some pages more may be locked, where the flags ask for it ({@code mlock_future_ok}).
   */
  public static boolean mayLock(Process process, long flags, long pages) {
    if ((flags & VmFlags.VM_LOCKED) == 0 || process.capIpcLock()) {
      return true;
    }
    long locked = process.mm().counters().lockedVm() + pages;
    return locked <= Addr.pages(process.limits().memlock());
  }

  /** Whether some accountable pages more may be promised ({@code __vm_enough_memory}). */
  public static boolean mayCommit(long flags, long pages) {
    return (flags & VmFlags.VM_ACCOUNT) == 0 || pages <= TOTAL_PAGES;
  }

  /** Whether shared memory of some pages may be promised, which does not count by its VMA. */
  static boolean mayCommitShared(long pages) {
    return pages <= TOTAL_PAGES;
  }

  /** Whether the process may lock memory at all ({@code can_do_mlock}). */
  public static boolean canLock(Process process) {
    return process.limits().memlock() != 0 || process.capIpcLock();
  }
}
