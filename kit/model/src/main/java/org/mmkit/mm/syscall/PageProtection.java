// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.HugetlbSharing;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.UpperTable;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;

/**
 * Brings the page-table entries of a range in line with their VMA's permissions ({@code
 * change_protection}), then flushes: no CPU may keep a permission that was taken away.
 */
final class PageProtection {
  private static final long PERMISSIONS = Pte.PRESENT | Pte.PROTNONE | Pte.EXEC | Pte.WRITE;

  private final MmStruct mm;
  private final Machine machine;
  private boolean changed;

  PageProtection(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
  }

  /** Changes [start, end), which lies in the VMA; mmap_sem is held for writing. */
  void change(VmArea vma, long start, long end) {
    long bits = Pte.protection(vma.flags());
    mm.flushes().incTlbFlushPending();
    mm.notifiers().start(start, end);
    HugetlbSharing.of(vma).leave(start, end);
    mm.pageTables().visit(start, end, new Change(bits));
    if (changed) {
      mm.kernel().tlbs().flush(mm, start, end, false);
    }
    mm.notifiers().end();
    mm.flushes().decTlbFlushPending();
  }

  /** Stores come back by a fault, which knows whether the page must be copied first. */
  private static long changed(long pte, long bits) {
    return Pte.holdsPage(pte) ? pte & ~PERMISSIONS | bits : pte;
  }

  private final class Change implements PageTables.Visitor {
    private final long bits;

    Change(long bits) {
      this.bits = bits;
    }

    @Override
    public void table(PteTable table, long start, long end) {
      int first = PteTable.index(start);
      int last = first + (int) Addr.pages(end - start);
      table.lock.lock();
      machine.step(StepKind.PTE_WRITE, table.id, Access.WRITE);
      for (int index = first; index < last; index++) {
        long pte = table.get(index);
        if (pte != changed(pte, bits)) {
          table.put(index, changed(pte, bits));
          changed = true;
        }
      }
      machine.charge(MmCost.PROTECT_PTE, last - first);
      table.lock.unlock();
    }

    @Override
    public void huge(HugePmd huge, UpperTable parent) {
      mm.pageTableLock().lock();
      machine.step(StepKind.PTE_WRITE, mm.id(), Access.WRITE);
      huge.setPte(changed(huge.pte(), bits));
      changed = true;
      mm.pageTableLock().unlock();
    }
  }
}
