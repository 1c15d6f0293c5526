// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.SpinLock;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Page tables of huge pages that processes have in common: a process that maps a file over the
 * whole span of a table takes another one's instead of filling its own ({@code huge_pmd_share}). It
 * leaves the table before it unmaps or changes anything there. The model shares only between
 * processes that map the file at the same address, as a forked child does.
 */
public final class HugetlbSharing {
  static final long SPAN = Addr.PUD_SIZE;

  private HugetlbSharing() {}

  /** Whether a VMA maps the whole span of a table, and so may share it. */
  private static boolean mayShare(VmArea vma, long address) {
    long base = address & -SPAN;
    return vma.has(VmFlags.VM_MAYSHARE) && vma.start() <= base && base + SPAN <= vma.end();
  }

  /** Whether a VMA is one of which tables can be shared. */
  static boolean concerns(VmArea vma) {
    return vma.has(VmFlags.VM_HUGETLB) && HugeMapping.of(vma).isShared();
  }

  /** Before a fault: takes another process's table, if there is one and none of one's own. */
  static void join(VmArea vma, long address) {
    MmStruct mm = vma.mm();
    if (!concerns(vma) || !mayShare(vma, address) || mm.pageTables().pmdTable(address) != null) {
      return;
    }
    Inode inode = vma.file().inode();
    inode.mappings().lock().downRead();
    for (VmArea other : inode.mappings().vmas()) {
      UpperTable table =
          other.mm() != mm && mayShare(other, address) && samePage(vma, other, address)
              ? other.mm().pageTables().pmdTable(address)
              : null;
      if (table != null) {
        mm.pageTables().join(address, table);
        break;
      }
    }
    inode.mappings().lock().upRead();
  }

  private static boolean samePage(VmArea vma, VmArea other, long address) {
    return vma.pgoffOf(address) == other.pgoffOf(address);
  }

  /**
   * Leaves the tables of a range that others use too, and flushes; what they map has to be faulted
   * in again ({@code huge_pmd_unshare}).
   */
  public static void leave(VmArea vma, long start, long end) {
    if (concerns(vma)) {
      Inode.guarding(vma, () -> leaveLocked(vma, start, end));
    }
  }

  private static void leaveLocked(VmArea vma, long start, long end) {
    MmStruct mm = vma.mm();
    for (long span = start & -SPAN; span < end; span += SPAN) {
      mm.flushes().begin();
      boolean left = mm.pageTables().leave(span);
      if (left && !mm.kernel().has(Defect.F_14)) {
        // Others may free the pages as soon as the lock is released.
        mm.kernel().tlbs().flush(mm, span, span + SPAN, false);
      }
      mm.flushes().end();
    }
  }

  /** A VMA is cut at an address: from now on it does not map the whole span around it. */
  static void leaveAt(VmArea vma, long address) {
    if ((address & (SPAN - 1)) != 0) {
      leave(vma, address, address + 1);
    }
  }

  /** Rule H2: what was cut shares no table. */
  static void requireLeft(VmArea vma, long address) {
    UpperTable table = concerns(vma) ? vma.mm().pageTables().pmdTable(address) : null;
    if (table != null && table.sharers() > 1 && (address & (SPAN - 1)) != 0) {
      vma.mm()
          .machine()
          .report(
              MmRule.H2,
              "VMA "
                  + vma.describe()
                  + " was cut, and shares the page table of "
                  + Long.toHexString(table.base)
                  + " with "
                  + (table.sharers() - 1)
                  + " other");
    }
  }

  /** Locks the huge pages of a mapping against faults and zaps, here and where they are shared. */
  public static void lock(VmArea vma) {
    SpinLock shared = concerns(vma) ? vma.file().inode().hugeLock() : null;
    if (shared != null) {
      shared.lock();
    }
    vma.mm().pageTableLock().lock();
  }

  public static void unlock(VmArea vma) {
    vma.mm().pageTableLock().unlock();
    SpinLock shared = concerns(vma) ? vma.file().inode().hugeLock() : null;
    if (shared != null) {
      shared.unlock();
    }
  }
}
