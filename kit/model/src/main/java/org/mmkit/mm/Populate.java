// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/** Faults in the pages of a range ({@code mm_populate}), with mmap_sem held for reading. */
public final class Populate {
  private final TaskStruct task;
  private final MmStruct mm;

  public Populate(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Takes the lock and populates what is mapped of [start, start + length); errors are ignored. */
  public void range(long start, long length) {
    mm.mmapSem().downRead();
    mapped(start, start + length, false);
    mm.mmapSem().upRead();
  }

  /**
   * As {@link #range}, but stops at the first page that cannot be mapped: 0 or a negative errno.
   */
  public int strict(long start, long length) {
    if (length == 0) {
      return 0;
    }
    mm.mmapSem().downRead();
    int error = mapped(start, start + length, true);
    mm.mmapSem().upRead();
    return error;
  }

  private int mapped(long start, long end, boolean strict) {
    for (VmArea vma = task.findVma(start); vma != null && vma.start() < end; ) {
      long from = Math.max(start, vma.start());
      long to = Math.min(end, vma.end());
      if (!vma.has(VmFlags.VM_IO | VmFlags.VM_PFNMAP)) {
        boolean shared = vma.has(VmFlags.VM_SHARED);
        int error = locked(vma, from, to, vma.has(VmFlags.VM_WRITE) && !shared);
        if (error != 0 && strict) {
          return error;
        }
      }
      vma = mm.vmas().atOrAfter(vma.end());
    }
    return 0;
  }

  /**
   * Populates [start, end) of one VMA unless its pages are to be locked as they are touched;
   * mmap_sem is held.
   *
   * @return 0, or {@code -EFAULT} at the first page that cannot be mapped
   */
  public int locked(VmArea vma, long start, long end, boolean write) {
    if (vma.has(VmFlags.VM_LOCKONFAULT)) {
      return 0;
    }
    if (!vma.has(VmFlags.VM_ACCESS_FLAGS)) {
      return -Errno.EFAULT;
    }
    return fault(vma, start, end, write) == 0 ? 0 : -Errno.EFAULT;
  }

  /**
   * MADV_POPULATE_READ and WRITE: faults in [start, end), whatever the advice of mlock.
   *
   * @return 0; {@code -ENOMEM} at a hole, {@code -EINVAL} where the permissions do not allow it,
   *     {@code -EFAULT} at a page that cannot be mapped, {@code -EHWPOISON} at one that is poisoned
   */
  public int advised(long start, long end, boolean write) {
    long needed = write ? VmFlags.VM_WRITE : VmFlags.VM_READ;
    int error = 0;
    mm.mmapSem().downRead();
    for (long at = start; at < end && error == 0; ) {
      VmArea vma = task.lookupVma(at);
      if (vma == null) {
        error = -Errno.ENOMEM;
      } else if (!vma.has(needed) || vma.has(VmFlags.VM_IO | VmFlags.VM_PFNMAP)) {
        error = -Errno.EINVAL;
      } else {
        long next = Math.min(vma.end(), end);
        error = fault(vma, at, next, write);
        at = next;
      }
    }
    mm.mmapSem().upRead();
    return error;
  }

  private int fault(VmArea vma, long start, long end, boolean write) {
    Fault fault = Fault.of(task);
    long step = vma.has(VmFlags.VM_HUGETLB) ? Addr.PMD_SIZE : Addr.PAGE_SIZE;
    for (long page = start; page < end; ) {
      if (isWholeEmptyTable(vma, page, end, write)) {
        table(vma, page);
        page += Addr.PMD_SIZE;
        continue;
      }
      long pte = mm.pageTables().walk(page);
      boolean there = Pte.isPresent(pte) && (!write || Pte.isWritable(pte));
      if (!there && fault.handle(vma, page, write) != Signal.NONE) {
        boolean poisoned = (mm.pageTables().walk(page) & Pte.POISON) != 0;
        return poisoned ? -Errno.EHWPOISON : -Errno.EFAULT;
      }
      page = (page & -step) + step;
    }
    return 0;
  }

  private boolean isWholeEmptyTable(VmArea vma, long page, long end, boolean write) {
    return (page & (Addr.PMD_SIZE - 1)) == 0
        && page + Addr.PMD_SIZE <= end
        && write
        && vma.isAnonymous()
        && !vma.has(VmFlags.VM_UFFD_FLAGS | VmFlags.VM_SPECIAL | VmFlags.VM_LOCKED)
        && !mm.kernel().params().entryByEntry()
        && mm.pageTables().pmd(page) == null;
  }

  /** The 512 faults of a whole table in one step: the same result, a table at a time. */
  private void table(VmArea vma, long start) {
    AnonVmas.prepare(task, vma);
    PteTable table = mm.pageTables().alloc(start);
    long bits = Pte.protection(vma.flags()) | Pte.WRITE | Pte.DIRTY;
    table.lock.lock();
    mm.machine()
        .step(StepKind.PTE_WRITE, table.id, Access.WRITE, MmCost.CLEAR_PAGE, PteTable.ENTRIES);
    MapRules.requireMappable(vma, start);
    store(table, bits);
    table.lock.unlock();
    mm.rss().add(RssStat.MM_ANONPAGES, PteTable.ENTRIES);
  }

  private void store(PteTable table, long bits) {
    PageFrames frames = mm.kernel().frames();
    byte flags = (byte) (PageFrames.ANON | PageFrames.SWAPBACKED);
    int first =
        table.used() == 0
            ? frames.allocNeighbours(task.cpu(), flags, PteTable.ENTRIES)
            : PageFrames.ZERO_PAGE;
    if (first != PageFrames.ZERO_PAGE) {
      table.putAll(first, bits);
      return;
    }
    for (int index = 0; index < PteTable.ENTRIES; index++) {
      int frame = frames.allocInBulk(task.cpu(), flags);
      frames.addMapping(frame);
      table.put(index, Pte.of(frame, bits));
    }
  }
}
