// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.AnonVmas;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** Guard regions: markers in page-table entries that make every access fault, without a VMA. */
final class GuardPages {
  /** What stands for -ERESTARTNOINTR: no program sees it. */
  static final int RESTART = -513;

  private static final int RETRIES = 3;
  private static final long NEVER_GUARDED = VmFlags.VM_SPECIAL | VmFlags.VM_HUGETLB;

  private final TaskStruct task;
  private final MmStruct mm;

  GuardPages(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Marks [start, end) of a VMA, dropping the pages that are there. */
  int install(VmArea vma, long start, long end) {
    if (vma.has(NEVER_GUARDED | VmFlags.VM_LOCKED)) {
      return -Errno.EINVAL;
    }
    // Either makes fork copy the tables, and the markers with them.
    vma.setMaybeGuard();
    if (vma.isAnonymous()) {
      AnonVmas.prepare(task, vma);
    }
    mm.flushes().beginDropping();
    int error = markOrDrop(vma, start, end);
    mm.flushes().endDropping();
    return error;
  }

  private int markOrDrop(VmArea vma, long start, long end) {
    for (int tries = 0; tries < RETRIES; tries++) {
      if (mark(start, end)) {
        return 0;
      }
      MmuGather gather = MmuGather.of(task, mm);
      Zap.of(task, gather).keepingGuards().single(vma, start, end);
      gather.finish();
    }
    return RESTART;
  }

  /** Marks until a page is in the way; returns whether none was. */
  private boolean mark(long start, long end) {
    for (long at = start; at < end; ) {
      PteTable table = mm.pageTables().alloc(at);
      long next = Math.min(table.limit(), end);
      if (!markTable(table, PteTable.index(at), (int) Addr.pages(next - at))) {
        return false;
      }
      at = next;
    }
    return true;
  }

  private boolean markTable(PteTable table, int first, int count) {
    table.lock.lock();
    boolean free = !table.isReclaimed();
    task.machine().step(StepKind.PTE_WRITE, table.id, Access.WRITE);
    for (int index = first; free && index < first + count; index++) {
      free = table.get(index) == Pte.NONE || table.get(index) == Pte.GUARD;
      if (free) {
        table.put(index, Pte.GUARD);
      }
    }
    table.lock.unlock();
    return free;
  }

  /** Clears the markers of [start, end) of a VMA; pages stay. */
  int remove(VmArea vma, long start, long end) {
    if (vma.has(NEVER_GUARDED)) {
      return -Errno.EINVAL;
    }
    mm.pageTables().visit(start, end, this::unmarkTable);
    return 0;
  }

  private void unmarkTable(PteTable table, long start, long end) {
    int first = PteTable.index(start);
    int last = first + (int) Addr.pages(end - start);
    table.lock.lock();
    task.machine().step(StepKind.PTE_WRITE, table.id, Access.WRITE);
    for (int index = first; index < last; index++) {
      if ((table.get(index) & Pte.GUARD) != 0) {
        table.put(index, Pte.NONE);
      }
    }
    table.lock.unlock();
  }
}
