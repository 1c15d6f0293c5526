// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A read fault on a file mapping also maps its neighbours, as far as the page cache has them
 * ({@code do_fault_around}): sixteen pages, aligned, within the VMA and the page table.
 */
final class FaultAround {
  private static final int PAGES = 16;

  private final TaskStruct task;

  FaultAround(TaskStruct task) {
    this.task = task;
  }

  /** Maps what is cached around an address; returns whether its own page was. */
  boolean map(VmArea vma, PteTable table, long address) {
    if (vma.ops() instanceof ShmSegment || vma.has(VmFlags.VM_UFFD_MINOR)) {
      return false;
    }
    int own = PteTable.index(address);
    int behindStart = (int) Math.min(own, Addr.pages(address - vma.start()));
    int first = Math.max(own & -PAGES, own - behindStart);
    long upToEnd = own + Addr.pages(vma.end() - Addr.pageStart(address));
    int last = (int) Math.min(Math.min(first + PAGES, PteTable.ENTRIES), upToEnd);
    Inode inode = vma.inode();
    long firstPage = vma.pgoffOf(table.addressOf(first));
    if (!inode.isShmem()
        && inode.isBeyondEnd(vma.pgoffOf(address))
        && inode.isBeyondEnd(firstPage + 1)
        && table.isUntouched()) {
      // Of a file on a disk, one page alone before the end, and no table yet: nothing is mapped.
      return false;
    }
    table.lock.lock();
    for (int index = first; index < last; index++) {
      if (table.get(index) == Pte.NONE && !table.isReclaimed()) {
        page(vma, table, index);
      }
    }
    boolean mapped = Pte.holdsPage(table.get(own));
    table.lock.unlock();
    return mapped;
  }

  private void page(VmArea vma, PteTable table, int index) {
    Inode inode = vma.inode();
    long page = vma.pgoffOf(table.addressOf(index));
    boolean skipped = inode.isBeyondEnd(page) || inode.cache().isReclaimed(page);
    int frame = skipped ? -1 : inode.cache().cached(page);
    Fault fault = Fault.of(task);
    if (frame >= 0 && fault.refusal(vma) == Signal.NONE) {
      PageFrames frames = task.kernel().frames();
      frames.get(frame);
      fault.map(vma, table, index, Pte.of(frame, Pte.protection(vma.flags())));
      frames.put(task.cpu(), frame);
    }
  }
}
