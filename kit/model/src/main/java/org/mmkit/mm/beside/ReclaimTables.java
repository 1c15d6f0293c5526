// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;

/**
 * Frees page tables that MADV_DONTNEED has emptied ({@code try_to_free_pte}), with mmap_sem held
 * for reading: others may be about to map pages in them.
 */
public final class ReclaimTables {
  private final MmStruct mm;
  private final MmuGather gather;

  public ReclaimTables(MmuGather gather) {
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
    boolean locked = !mm.kernel().has(Defect.D_11);
    if (locked) {
      table.lock.lock();
    }
    mm.machine().step(StepKind.PTE_READ, table.id, Access.READ);
    if (table.used() == 0 && mm.pageTables().find(table.base) == table) {
      mm.pageTables().reclaim(gather, table);
    }
    if (locked) {
      table.lock.unlock();
    }
    mm.pageTableLock().unlock();
  }
}
