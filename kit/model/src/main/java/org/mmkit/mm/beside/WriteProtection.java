// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.UpperTable;
import org.mmkit.mm.uapi.Addr;

/**
 * Sets and clears write protection by userfaultfd in page-table entries ({@code uffd_wp_range}).
 */
public final class WriteProtection implements PageTables.Visitor {
  private final MmStruct mm;
  private final Machine machine;
  private boolean protect;
  private boolean changed;

  public WriteProtection(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
  }

  /** Changes what is mapped in [start, end), then flushes; mmap_sem is held. */
  public void change(long start, long end, boolean on) {
    protect = on;
    changed = false;
    mm.flushes().incTlbFlushPending();
    mm.pageTables().visit(start, end, this);
    if (changed && protect) {
      mm.kernel().tlbs().flush(mm, start, end, false);
    }
    mm.flushes().decTlbFlushPending();
  }

  @Override
  public void table(PteTable table, long start, long end) {
    int first = PteTable.index(start);
    int last = first + (int) Addr.pages(end - start);
    table.lock.lock();
    machine.step(StepKind.PTE_WRITE, table.id, Access.WRITE);
    for (int index = first; index < last; index++) {
      long pte = table.get(index);
      if (Pte.holdsPage(pte)) {
        table.put(index, changed(pte));
        changed = true;
      }
    }
    table.lock.unlock();
  }

  @Override
  public void huge(HugePmd huge, UpperTable parent) {
    mm.pageTableLock().lock();
    machine.step(StepKind.PTE_WRITE, mm.id(), Access.WRITE);
    huge.setPte(changed(huge.pte()));
    changed = true;
    mm.pageTableLock().unlock();
  }

  /** What is no longer protected becomes writable by the next fault on it. */
  private long changed(long pte) {
    return protect ? pte & ~Pte.WRITE | Pte.UFFD_WP : pte & ~Pte.UFFD_WP;
  }
}
