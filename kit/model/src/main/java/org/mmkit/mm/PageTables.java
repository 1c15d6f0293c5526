// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;

/** The page tables of an mm: four levels, every table a real one. */
public class PageTables {
  /** How it is made. */
  public static final Part<Function<MmStruct, PageTables>> PART =
      Part.of("page tables", PageTables::new);

  private static final int PGD = 3;
  private static final int PMD = 1;

  /** Takes each table or huge page of a range. */
  public interface Visitor {
    void table(PteTable table, long start, long end);

    default void huge(HugePmd huge, UpperTable parent) {}
  }

  private final MmStruct mm;
  private final Machine machine;
  private final UpperTable pgd = new UpperTable(PGD, 0);
  private final SharedTables shared;
  private int pteTables;
  private int upperTables;

  /** The empty page tables of an address space. */
  static PageTables of(MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected PageTables(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
    this.shared = new SharedTables(mm, this);
  }

  /** Tables of the lowest level. */
  public int pteTables() {
    return pteTables;
  }

  /** Tables of all levels but the top one ({@code pgtables_bytes} in pages). */
  public int tables() {
    return pteTables + upperTables;
  }

  /** What the pmd entry of an address holds: a {@link PteTable}, a {@link HugePmd} or null. */
  public @Nullable Object pmd(long address) {
    UpperTable table = pgd;
    for (int level = PGD; level > PMD; level--) {
      table = (UpperTable) table.child(address);
      if (table == null) {
        return null;
      }
    }
    return table.child(address);
  }

  /** The table of pmds of an address, or null. */
  public @Nullable UpperTable pmdTable(long address) {
    UpperTable table = pgd;
    for (int level = PGD; table != null && level > PMD; level--) {
      table = (UpperTable) table.child(address);
    }
    return table;
  }

  /** The tables of pmds that other address spaces have too. */
  SharedTables shared() {
    return shared;
  }

  /** Links or unlinks a table of pmds that others have too; the caller has made the step. */
  void setPmdTable(long address, @Nullable UpperTable table) {
    allocTable(address, PMD + 1).setChild(address, table);
    upperTables += table == null ? -1 : 1;
  }

  /** The lowest table of an address, or null. */
  public @Nullable PteTable find(long address) {
    Unnamed.touchUpper(mm, address, Access.READ);
    return pmd(address) instanceof PteTable table ? table : null;
  }

  /** The entry of an address as the hardware sees it, {@link Pte#NONE} without a table. */
  public long walk(long address) {
    Object pmd = pmd(address);
    if (pmd instanceof PteTable table) {
      return table.get(PteTable.index(address));
    }
    return pmd instanceof HugePmd huge ? huge.pte() : Pte.NONE;
  }

  /** The lowest table of an address, made if need be with its parents ({@code pte_alloc}). */
  public PteTable alloc(long address) {
    PteTable found = find(address);
    if (found != null) {
      return found;
    }
    PteTable fresh = new PteTable(machine, mm.id(), address & -Addr.PMD_SIZE);
    mm.pageTableLock().lock();
    machine.step(StepKind.TABLE_WRITE, tableId(address), Access.WRITE, MmCost.ALLOC_TABLE, 1);
    UpperTable parent = allocTable(address, PMD);
    PteTable result = fresh;
    if (parent.child(address) instanceof PteTable other) {
      result = other;
    } else {
      setPmd(parent, address, fresh);
      pteTables++;
    }
    mm.pageTableLock().unlock();
    return result;
  }

  /** Links a table that was made apart; the caller holds the page-table lock and made the step. */
  void link(PteTable table) {
    setPmd(allocTable(table.base, PMD), table.base, table);
    pteTables++;
  }

  /** Maps a huge page; the caller holds the page-table lock. */
  public void setHuge(long address, HugePmd huge) {
    machine.step(StepKind.TABLE_WRITE, tableId(address), Access.WRITE);
    setPmd(allocTable(address, PMD), address, huge);
  }

  private void setPmd(UpperTable pmds, long address, @Nullable Object child) {
    Unnamed.touchUpper(mm, address, Access.WRITE);
    pmds.setChild(address, child);
  }

  private UpperTable allocTable(long address, int wanted) {
    UpperTable table = pgd;
    for (int level = PGD; level > wanted; level--) {
      UpperTable child = (UpperTable) table.child(address);
      if (child == null) {
        child = new UpperTable(level - 1, address & -(1L << UpperTable.shift(level)));
        table.setChild(address, child);
        upperTables++;
      }
      table = child;
    }
    return table;
  }

  /** Visits what lies below the pmd entries of [start, end), in address order. */
  public void visit(long start, long end, Visitor visitor) {
    pgd.visit(start, end, visitor);
  }

  /**
   * Unlinks the tables that map [start, end) and lie wholly within [floor, ceiling), and hands them
   * to the gather ({@code free_pgd_range}). A ceiling of 0 is the top.
   */
  void freeRange(MmuGather gather, long start, long end, long floor, long ceiling) {
    freeRange(pgd, gather, start, end, floor, ceiling);
  }

  private void freeRange(
      UpperTable table, MmuGather gather, long start, long end, long floor, long ceiling) {
    for (long at = Math.max(start, table.windowStart()); at < end && at < table.windowEnd(); ) {
      long limit = table.entryLimit(at);
      Object child = table.child(at);
      if (child instanceof UpperTable upper && upper.sharers() > 1) {
        shared.reportFreed(upper);
        shared.letGo(at, upper);
        child = null;
      } else if (child instanceof UpperTable upper) {
        freeRange(upper, gather, at, Math.min(limit, end), floor, ceiling);
      }
      if (isWithin(upperBase(table, at), limit, floor, ceiling)) {
        unlink(table, gather, at, child);
      }
      at = limit;
    }
  }

  /** Whether a table that maps [base, limit) is needed by no neighbour of the range. */
  protected boolean isWithin(long base, long limit, long floor, long ceiling) {
    return base >= floor && (ceiling == 0 || limit <= ceiling);
  }

  private static long upperBase(UpperTable table, long address) {
    return table.entryLimit(address) - (1L << UpperTable.shift(table.level));
  }

  /** Unlinks an empty table although VMAs cover its range. */
  public void reclaim(MmuGather gather, PteTable table) {
    machine.step(StepKind.TABLE_WRITE, table.id, Access.WRITE, MmCost.FREE_TABLE, 1);
    requireEmpty(table);
    table.reclaim();
    setPmd(allocTable(table.base, PMD), table.base, null);
    pteTables--;
    gather.addTable(table);
  }

  private void requireEmpty(PteTable table) {
    if (table.used() != 0) {
      machine.report(
          MmRule.T1,
          "page table of "
              + Long.toHexString(table.base)
              + " freed with "
              + table.used()
              + " entries");
    }
  }

  private void unlink(UpperTable parent, MmuGather gather, long address, @Nullable Object child) {
    if (child instanceof PteTable table) {
      machine.step(StepKind.TABLE_WRITE, table.id, Access.WRITE, MmCost.FREE_TABLE, 1);
      mm.locks().write(MmField.PGTABLES_FREE, table.base, table.limit());
      requireEmpty(table);
      mm.requireUnmapped(table.base, table.limit());
      setPmd(parent, address, null);
      pteTables--;
      gather.addTable(table);
    } else if (child instanceof UpperTable upper) {
      mm.requireUnmapped(upper.base, upper.limit());
      if (upper.isEmpty()) {
        parent.setChild(address, null);
        upperTables--;
      }
    }
  }

  /**
   * Frees an empty table under a mapping that stays ({@code pmdp_collapse_flush}); the next fault
   * makes a new one.
   */
  public void retract(long address) {
    mm.pageTableLock().lock();
    PteTable table = find(address);
    PteTable empty = table != null && table.used() == 0 ? table : null;
    if (empty != null) {
      machine.step(StepKind.TABLE_WRITE, empty.id, Access.WRITE, MmCost.FREE_TABLE, 1);
      mm.locks().write(MmField.PGTABLES_FREE, empty.base, empty.limit());
      setPmd(allocTable(address, PMD), address, null);
      pteTables--;
      mm.kernel().tlbs().flush(mm, empty.base, empty.limit(), true);
    }
    mm.pageTableLock().unlock();
    if (empty != null) {
      mm.kernel().tlbs().checkNotCached(empty);
      empty.free();
    }
  }

  /** Removes a huge page's entry. */
  public void clearHuge(UpperTable parent, HugePmd huge) {
    machine.step(StepKind.TABLE_WRITE, tableId(huge.base), Access.WRITE);
    Unnamed.TRANSLATIONS.touch(machine, mm.id(), Access.ADD);
    setPmd(parent, huge.base, null);
  }

  /** Removes a huge page's entry, found from the top. */
  public void clearHuge(HugePmd huge) {
    clearHuge(allocTable(huge.base, PMD), huge);
  }

  /** What steps that change the pmd entry of an address touch. */
  long tableId(long address) {
    return mm.id() ^ (address >>> UpperTable.shift(PMD) << 20) ^ Long.MIN_VALUE;
  }
}
