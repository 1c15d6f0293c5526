// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.Inode;
import org.mmkit.mm.MapRules;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;

/**
 * Moves page-table entries from one range to another ({@code move_page_tables}): under the locks of
 * both tables, and flushed from the TLBs before the locks are let go, so that no CPU can still
 * store through the old address once the page can be found at the new one.
 */
public class PageTableMove {
  /** How it is made. */
  public static final Part<Maker> PART = Part.of("move_page_tables", PageTableMove::new);

  /** Makes one. */
  public interface Maker {
    PageTableMove make(MmStruct mm, VmArea vma, boolean merged);
  }

  private final MmStruct mm;
  private final Machine machine;
  private final VmArea vma;
  private final boolean merged;

  /**
   * Prepares a move.
   *
   * @param vma the VMA of the new range
   * @param merged whether that is an older VMA that was extended. A walk of the mappings of a file
   *     may have passed it already and come to the source too late; a new VMA is always met after
   *     the source ({@code need_rmap_locks})
   */
  static PageTableMove of(MmStruct mm, VmArea vma, boolean merged) {
    return mm.kernel().parts().maker(PART).make(mm, vma, merged);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected PageTableMove(MmStruct mm, VmArea vma, boolean merged) {
    this.mm = mm;
    this.machine = mm.machine();
    this.vma = vma;
    this.merged = merged;
  }

  /** Moves what [from, from + length) maps to the range at {@code to}, a table's part at a time. */
  void range(long from, long to, long length) {
    mm.notifiers().start(from, from + length);
    for (long done = 0; done < length; ) {
      long old = from + done;
      long fresh = to + done;
      long extent = Math.min(length - done, Math.min(toEndOfTable(old), toEndOfTable(fresh)));
      Object pmd = mm.pageTables().pmd(old);
      if (pmd instanceof HugePmd huge) {
        // No walk of the file's mappings can miss the page on its way.
        Inode.guarding(vma, () -> huge(huge, fresh));
      } else if (pmd instanceof PteTable table && table.used() > 0) {
        PteTable toTable = mm.pageTables().alloc(fresh);
        int count = (int) Addr.pages(extent);
        guarded(() -> entries(table, toTable, old, fresh, count));
      }
      done += extent;
    }
    mm.notifiers().end();
  }

  private void guarded(Runnable move) {
    if (merged) {
      Inode.guarding(vma, move);
    } else {
      move.run();
    }
  }

  private static long toEndOfTable(long address) {
    return Addr.PMD_SIZE - (address & (Addr.PMD_SIZE - 1));
  }

  private void entries(PteTable from, PteTable to, long old, long fresh, int count) {
    from.lock.lock();
    if (to != from) {
      to.lock.lock();
    }
    machine.step(StepKind.PTE_WRITE, from.id, Access.WRITE);
    machine.step(StepKind.PTE_WRITE, to.id, Access.WRITE);
    MapRules.requireMappable(vma, fresh);
    mm.flushes().begin();
    int moved = 0;
    boolean flush = false;
    for (int i = 0; i < count; i++) {
      int index = PteTable.index(old) + i;
      long pte = from.get(index);
      if (pte != Pte.NONE) {
        from.put(index, Pte.NONE);
        to.put(PteTable.index(fresh) + i, moved(pte));
        flush |= Pte.isPresent(pte);
        moved++;
      }
    }
    machine.charge(MmCost.MOVE_PTE, moved);
    flushAndUnlock(from, to, flush ? () -> flush(old, count) : () -> {});
  }

  /** Flushes, and lets go of the tables: as soon as that is done others may use the pages. */
  protected void flushAndUnlock(PteTable from, PteTable to, Runnable flush) {
    flush.run();
    unlock(from, to);
  }

  /** Lets go of the tables. */
  protected final void unlock(PteTable from, PteTable to) {
    mm.flushes().end();
    if (to != from) {
      to.lock.unlock();
    }
    from.lock.unlock();
  }

  private void flush(long start, int pages) {
    mm.kernel().tlbs().flush(mm, start, start + ((long) pages << Addr.PAGE_SHIFT), false);
  }

  /** Write protection by userfaultfd does not follow the page, as its registration does not. */
  private static long moved(long pte) {
    return pte & ~Pte.UFFD_WP;
  }

  private void huge(HugePmd huge, long fresh) {
    mm.pageTableLock().lock();
    if (mm.pageTables().pmd(huge.base) != huge) {
      // Somebody else was faster.
      mm.pageTableLock().unlock();
      return;
    }
    MapRules.requireMappable(vma, fresh);
    mm.flushes().begin();
    mm.pageTables().clearHuge(huge);
    mm.pageTables().setHuge(fresh, new HugePmd(fresh, huge.pte()));
    mm.kernel().tlbs().flush(mm, huge.base, huge.base + Addr.PMD_SIZE, false);
    mm.flushes().end();
    mm.pageTableLock().unlock();
  }
}
