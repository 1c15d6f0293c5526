// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Cost;

/** The pages of VM_LOCKED mappings: PG_mlocked set and cleared. */
final class Mlock {
  private Mlock() {}

  /** A page was mapped into a VMA: it is mlocked if the VMA is locked. */
  static void pageMapped(VmArea vma, int frame) {
    if (vma.has(VmFlags.VM_LOCKED) && !vma.has(VmFlags.VM_SPECIAL)) {
      vma.mm().kernel().frames().set(frame, PageFrames.MLOCKED);
    }
  }

  /** A page is about to be unmapped from a locked VMA. */
  static void pageUnmapped(VmArea vma, PageFrames frames, int frame) {
    if (vma.has(VmFlags.VM_LOCKED)) {
      frames.clear(frame, PageFrames.MLOCKED);
    }
  }

  /** Sets PG_mlocked on the pages that are present in a VMA. */
  static void lockPages(VmArea vma) {
    eachPage(vma, PageFrames.MLOCKED, true);
  }

  /** Clears PG_mlocked on the pages of a VMA ({@code munlock_vma_pages_all}); before the zap. */
  static void unlockPages(VmArea vma) {
    eachPage(vma, PageFrames.MLOCKED, false);
  }

  private static void eachPage(VmArea vma, byte flag, boolean on) {
    if (vma.has(VmFlags.VM_HUGETLB)) {
      return;
    }
    PageFrames frames = vma.mm().kernel().frames();
    vma.mm()
        .pageTables()
        .visit(
            vma.start(),
            vma.end(),
            (table, from, to) -> {
              int first = PteTable.index(from);
              int last = first + (int) Addr.pages(to - from);
              int touched = 0;
              table.lock.lock();
              for (int index = first; index < last; index++) {
                long pte = table.get(index);
                if (Pte.holdsNormalPage(pte)) {
                  mark(frames, Pte.frame(pte), flag, on);
                  touched++;
                }
              }
              table.lock.unlock();
              vma.mm().machine().charge(on ? Cost.MLOCK_PTE : Cost.MUNLOCK_PTE, touched);
            });
  }

  private static void mark(PageFrames frames, int frame, byte flag, boolean on) {
    if (on) {
      frames.set(frame, flag);
    } else {
      frames.clear(frame, flag);
    }
  }
}
