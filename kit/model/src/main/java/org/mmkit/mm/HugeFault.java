// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A store to anonymous memory of which nothing is mapped yet within 2 MiB, where huge pages are
 * transparent ({@code do_huge_pmd_anonymous_page}). The page table that the kernel would deposit
 * beside the huge page stands for it, until one of the entries changes: that splits it.
 */
final class HugeFault {
  private static final long UNFIT =
      VmFlags.VM_SPECIAL | VmFlags.VM_LOCKED | VmFlags.VM_NOHUGEPAGE | VmFlags.VM_UFFD_FLAGS;

  private final TaskStruct task;
  private final PageFrames frames;

  HugeFault(TaskStruct task) {
    this.task = task;
    this.frames = task.kernel().frames();
  }

  /** Maps a huge page if one fits; returns whether it did. */
  boolean map(VmArea vma, long address) {
    long base = address & -Addr.PMD_SIZE;
    boolean fits = vma.start() <= base && base + Addr.PMD_SIZE <= vma.end();
    MmStruct mm = vma.mm();
    if (!fits || !vma.isAnonymous() || vma.has(UNFIT) || mm.pageTables().pmd(base) != null) {
      return false;
    }
    AnonVmas.prepare(task, vma);
    PteTable table = new PteTable(task.machine(), mm.id(), base);
    mm.pageTableLock().lock();
    task.machine().step(StepKind.TABLE_WRITE, table.id, Access.WRITE, MmCost.CLEAR_PAGE, 512);
    boolean free = mm.pageTables().pmd(base) == null;
    if (free) {
      MapRules.requireMappable(vma, base);
      fill(table, Pte.protection(vma.flags()) | Pte.stored(vma.flags()));
      mm.rss().add(RssStat.MM_ANONPAGES, PteTable.ENTRIES);
      mm.pageTables().link(table);
    }
    mm.pageTableLock().unlock();
    return free;
  }

  private void fill(PteTable table, long bits) {
    byte flags = (byte) (PageFrames.ANON | PageFrames.SWAPBACKED);
    for (int index = 0; index < PteTable.ENTRIES; index++) {
      int frame = frames.allocInBulk(task.cpu(), flags);
      frames.addMapping(frame);
      table.put(index, Pte.of(frame, bits));
    }
    table.setHuge();
  }
}
