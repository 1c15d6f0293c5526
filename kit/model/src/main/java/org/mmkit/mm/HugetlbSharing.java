// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.mmkit.machine.SpinLock;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Page tables of huge pages that processes have in common: a process that maps a file over the
 * whole span of a table takes another one's instead of filling its own ({@code huge_pmd_share}). It
 * leaves the table before it unmaps or changes anything there. The model shares only between
 * processes that map the file at the same address, as a forked child does.
 */
public class HugetlbSharing {
  /** How it is made. */
  public static final Part<Function<VmArea, HugetlbSharing>> PART =
      Part.of("huge_pmd_share", HugetlbSharing::new);

  static final long SPAN = Addr.PUD_SIZE;

  private final VmArea vma;
  private final MmStruct mm;

  /** The page tables of a mapping. */
  public static HugetlbSharing of(VmArea vma) {
    return vma.mm().kernel().parts().maker(PART).apply(vma);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected HugetlbSharing(VmArea vma) {
    this.vma = vma;
    this.mm = vma.mm();
  }

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
  void join(long address) {
    if (!concerns(vma) || !mayShare(vma, address) || mm.pageTables().pmdTable(address) != null) {
      return;
    }
    Inode inode = vma.inode();
    inode.mappings().lock().downRead();
    for (VmArea other : inode.mappings().vmas()) {
      UpperTable table =
          other.mm() != mm && mayShare(other, address) && samePage(vma, other, address)
              ? other.mm().pageTables().pmdTable(address)
              : null;
      if (table != null) {
        mm.pageTables().shared().join(address, table);
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
  public void leave(long start, long end) {
    if (concerns(vma)) {
      Inode.guarding(vma, () -> leaveLocked(start, end));
    }
  }

  private void leaveLocked(long start, long end) {
    for (long span = start & -SPAN; span < end; span += SPAN) {
      mm.flushes().begin();
      boolean left = mm.pageTables().shared().leave(span);
      if (left) {
        flush(span);
      }
      mm.flushes().end();
    }
  }

  /** Flushes a table that was left: others may free its pages as soon as the lock is released. */
  protected void flush(long span) {
    mm.kernel().tlbs().flush(mm, span, span + SPAN, false);
  }

  /** A VMA is cut at an address: from now on it does not map the whole span around it. */
  void leaveAt(long address) {
    if ((address & (SPAN - 1)) != 0) {
      leave(address, address + 1);
    }
  }

  /** Rule H2: what was cut shares no table. */
  void requireLeft(long address) {
    UpperTable table = concerns(vma) ? mm.pageTables().pmdTable(address) : null;
    if (table != null && table.sharers() > 1 && (address & (SPAN - 1)) != 0) {
      mm.machine()
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
  public void lock() {
    SpinLock shared = concerns(vma) ? vma.inode().hugeLock() : null;
    if (shared != null) {
      shared.lock();
    }
    mm.pageTableLock().lock();
  }

  /** Lets go of both locks. */
  public void unlock() {
    mm.pageTableLock().unlock();
    SpinLock shared = concerns(vma) ? vma.inode().hugeLock() : null;
    if (shared != null) {
      shared.unlock();
    }
  }
}
