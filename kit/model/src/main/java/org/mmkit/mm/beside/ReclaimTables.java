// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.function.Function;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Part;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.uapi.Addr;

/**
 * Frees page tables that MADV_DONTNEED has emptied ({@code try_to_free_pte}), with mmap_sem held
 * for reading: others may be about to map pages in them.
 */
public class ReclaimTables {
  /** How it is made. */
  public static final Part<Function<MmuGather, ReclaimTables>> PART =
      Part.of("try_to_free_pte", ReclaimTables::new);

  private final MmStruct mm;
  private final MmuGather gather;

  /** Frees by a gather. */
  public static ReclaimTables of(MmuGather gather) {
    return gather.mm().kernel().parts().maker(PART).apply(gather);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected ReclaimTables(MmuGather gather) {
    this.mm = gather.mm();
    this.gather = gather;
  }

  /** Frees those that lie wholly within [start, end) and are empty. */
  public void within(long start, long end) {
    long first = (start + Addr.PMD_SIZE - 1) & -Addr.PMD_SIZE;
    for (long base = first; base + Addr.PMD_SIZE <= end; base += Addr.PMD_SIZE) {
      PteTable table = mm.pageTables().find(base);
      if (table != null) {
        reclaim(table);
      }
    }
  }

  /** The next holder of the lock finds that the table has gone, and faults again. */
  private void reclaim(PteTable table) {
    mm.pageTableLock().lock();
    lockAndFree(table);
    mm.pageTableLock().unlock();
  }

  /** Frees a table if it is empty, with its lock held, under which its entries change. */
  protected void lockAndFree(PteTable table) {
    table.lock.lock();
    freeIfEmpty(table);
    table.lock.unlock();
  }

  /** Frees a table that has no entries and is still in its place. */
  protected final void freeIfEmpty(PteTable table) {
    mm.machine().step(StepKind.PTE_READ, table.id, Access.READ);
    if (table.used() == 0 && mm.pageTables().find(table.base) == table) {
      mm.pageTables().reclaim(gather, table);
    }
  }
}
