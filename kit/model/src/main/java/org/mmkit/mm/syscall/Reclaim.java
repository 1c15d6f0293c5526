// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.PageCache;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Pages that can be taken from a process without a swap device: what MADV_FREE gave up, and those
 * of files and shared memory. MADV_PAGEOUT takes them at once.
 */
final class Reclaim {
  private final TaskStruct task;
  private final MmStruct mm;
  private final PageFrames frames;

  Reclaim(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
    this.frames = task.kernel().frames();
  }

  /** Marks the pages of [start, end) that this process has alone; a store takes the mark away. */
  void free(long start, long end) {
    mm.pageTables()
        .visit(
            start,
            end,
            (table, from, to) -> {
              for (long at = from; at < to; at += Addr.PAGE_SIZE) {
                int index = PteTable.index(at);
                mark(table.get(index));
                if ((table.get(index) & Pte.POISON) != 0) {
                  heal(table, index);
                }
              }
            });
  }

  /** What was declared broken is given up too. */
  private static void heal(PteTable table, int index) {
    table.lock.lock();
    table.set(index, Pte.NONE);
    table.lock.unlock();
  }

  private void mark(long pte) {
    int frame = Pte.frame(pte);
    if (Pte.holdsNormalPage(pte)
        && frames.has(frame, PageFrames.ANON)
        && frames.mapcount(frame) == 1) {
      frames.set(frame, PageFrames.LAZILY_FREED);
    }
  }

  /** Takes what can be taken of [start, end). */
  void pageOut(VmArea vma, long start, long end) {
    for (long at = start; at < end; ) {
      PteTable table = mm.pageTables().find(at);
      long next = Math.min(end, (at & -Addr.PMD_SIZE) + Addr.PMD_SIZE);
      for (; table != null && at < next; at += Addr.PAGE_SIZE) {
        page(vma, at, table.get(PteTable.index(at)));
      }
      at = next;
    }
  }

  private void page(VmArea vma, long at, long pte) {
    int frame = Pte.frame(pte);
    if (!Pte.holdsNormalPage(pte) || frames.mapcount(frame) != 1) {
      return;
    }
    if (vma.has(VmFlags.VM_MIXEDMAP)) {
      return; // pages of a driver are on no list that reclaim looks at
    }
    if (frames.has(frame, PageFrames.MLOCKED)) {
      // Also where MREMAP_DONTUNMAP has taken the lock from the VMA, and not from its pages.
      return;
    }
    boolean anonymous = frames.has(frame, PageFrames.ANON);
    boolean dirty = (pte & Pte.DIRTY) != 0 || frames.has(frame, PageFrames.DIRTY);
    boolean kept = !vma.has(VmFlags.VM_DROPPABLE) && !frames.has(frame, PageFrames.LAZILY_FREED);
    if (anonymous && kept) {
      return;
    }
    unmap(vma, at);
    if (!anonymous) {
      leave(vma.inode().cache(), vma.pgoffOf(at), dirty);
    }
  }

  private void unmap(VmArea vma, long at) {
    MmuGather gather = MmuGather.of(task, mm);
    Zap.of(task, gather).keepingGuards().single(vma, at, at + Addr.PAGE_SIZE);
    gather.finish();
  }

  /** A page of a file on a disk waits to be written back; clean shared memory is given up. */
  private void leave(PageCache cache, long page, boolean dirty) {
    if (cache.inode().kind() == Inode.Kind.REGULAR) {
      cache.setReclaimed(page, dirty);
    } else if (!dirty) {
      cache.dropUnused(page, task.cpu());
    }
  }
}
