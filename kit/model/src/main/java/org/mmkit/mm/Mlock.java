// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** The pages of VM_LOCKED mappings: PG_mlocked set and cleared. */
public final class Mlock {
  private Mlock() {}

  /** A page was mapped into a VMA: it is mlocked if the VMA is locked. */
  public static void pageMapped(VmArea vma, int frame) {
    if (vma.has(VmFlags.VM_LOCKED) && !vma.has(VmFlags.VM_SPECIAL)) {
      vma.mm().kernel().frames().set(frame, PageFrames.MLOCKED);
    }
  }

  /**
   * A page was unmapped from a VMA. The last time clears PG_mlocked in any case: an munlock may
   * have unlocked the VMA that it was set for, but not come to the page.
   */
  public static void pageUnmapped(VmArea vma, PageFrames frames, int frame) {
    if (frames.has(frame, PageFrames.MLOCKED)
        && (vma.has(VmFlags.VM_LOCKED) || frames.mapcount(frame) == 0)) {
      frames.clear(frame, PageFrames.MLOCKED);
    }
  }

  /** Clears PG_mlocked on the pages of a VMA ({@code munlock_vma_pages_all}); before the zap. */
  public static void unlockPages(VmArea vma) {
    markPages(vma, vma.start(), vma.end(), false);
  }

  /** Sets or clears PG_mlocked on the pages that are present in a part of a VMA. */
  public static void markPages(VmArea vma, long start, long end, boolean on) {
    if (vma.has(VmFlags.VM_HUGETLB)) {
      return;
    }
    MmStruct mm = vma.mm();
    mm.pageTables()
        .visit(
            start,
            end,
            (table, from, to) -> {
              int first = PteTable.index(from);
              int last = first + (int) Addr.pages(to - from);
              table.lock.lock();
              int touched = markEntries(mm.kernel().frames(), table, first, last, on);
              table.lock.unlock();
              mm.machine().charge(on ? MmCost.MLOCK_PTE : MmCost.MUNLOCK_PTE, touched);
            });
  }

  private static int markEntries(
      PageFrames frames, PteTable table, int first, int last, boolean on) {
    int touched = 0;
    for (int index = first; index < last; index++) {
      long pte = table.get(index);
      if (Pte.holdsNormalPage(pte)) {
        mark(frames, Pte.frame(pte), on);
        touched++;
      }
    }
    return touched;
  }

  private static void mark(PageFrames frames, int frame, boolean on) {
    if (on) {
      frames.set(frame, PageFrames.MLOCKED);
    } else {
      frames.clear(frame, PageFrames.MLOCKED);
    }
  }
}
