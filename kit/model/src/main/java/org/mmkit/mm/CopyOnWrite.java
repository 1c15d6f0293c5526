// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A store to a page that is mapped read-only in a writable VMA, or a pin of a page that others
 * have, too ({@code do_wp_page}).
 */
final class CopyOnWrite {
  private final TaskStruct task;
  private final Kernel kernel;
  private final PageFrames frames;

  CopyOnWrite(TaskStruct task) {
    this.task = task;
    this.kernel = task.kernel();
    this.frames = kernel.frames();
  }

  /** Handles it; the entry was read in the same step, so that its page cannot have gone yet. */
  Signal handle(VmArea vma, PteTable table, long address, long pte) {
    if (vma.has(VmFlags.VM_SHARED) || mayReuse(pte)) {
      return makeWritable(vma, table, address, pte);
    }
    return copy(vma, table, address, pte, Pte.stored(vma.flags()));
  }

  /**
   * Gives the mm a copy of a page that a fork shares, if it still does: with the VMA's permissions
   * but those of a store ({@code FAULT_FLAG_UNSHARE}); mmap_sem is held.
   */
  Signal unshare(VmArea vma, long address) {
    if (vma.has(VmFlags.VM_HUGETLB)) {
      return new HugetlbFault(task).unshare(vma, address);
    }
    PteTable table = vma.mm().pageTables().alloc(address);
    task.machine().step(StepKind.PTE_READ, table.id, Access.READ);
    long pte = table.get(PteTable.index(address));
    if ((pte & Pte.FORKED) == 0) {
      return Signal.NONE;
    }
    return mayReuse(pte)
        ? makeExclusive(table, address, pte)
        : copy(vma, table, address, pte, pte & Pte.UFFD_WP);
  }

  private static Signal makeExclusive(PteTable table, long address, long pte) {
    int index = PteTable.index(address);
    table.lock.lock();
    if (table.get(index) == pte) {
      table.set(index, pte & ~Pte.FORKED);
    }
    table.lock.unlock();
    return Signal.NONE;
  }

  private boolean mayReuse(long pte) {
    if (!Pte.holdsNormalPage(pte)) {
      return false;
    }
    int frame = Pte.frame(pte);
    // What no fork has shared is this mm's, whoever has pinned it (PageAnonExclusive).
    return frames.has(frame, PageFrames.ANON)
        && ((pte & Pte.FORKED) == 0 || frames.mapcount(frame) == 1 && frames.refcount(frame) == 1);
  }

  private Signal makeWritable(VmArea vma, PteTable table, long address, long pte) {
    int index = PteTable.index(address);
    table.lock.lock();
    if (table.get(index) == pte) {
      vma.checks().requireNotCopied();
      table.set(index, pte & ~Pte.FORKED | Pte.stored(vma.flags()));
      if (vma.has(VmFlags.VM_SHARED) && Pte.holdsNormalPage(pte)) {
        frames.set(Pte.frame(pte), PageFrames.DIRTY);
      }
    }
    table.lock.unlock();
    return Signal.NONE;
  }

  private Signal copy(VmArea vma, PteTable table, long address, long pte, long bits) {
    int index = PteTable.index(address);
    int old = Pte.frame(pte);
    // The reference keeps the old page while the lock is dropped for the allocation.
    frames.get(old);
    AnonVmas.prepare(task, vma);
    int fresh = frames.alloc(task.cpu(), (byte) (PageFrames.ANON | PageFrames.SWAPBACKED));
    task.machine().charge(MmCost.COPY_PAGE, 1);
    frames.copy(old, fresh);
    vma.mm().notifiers().start(Addr.pageStart(address), Addr.pageStart(address) + Addr.PAGE_SIZE);
    table.lock.lock();
    boolean replaced = table.get(index) == pte;
    if (replaced) {
      replace(vma, table, index, pte, Pte.of(fresh, Pte.protection(vma.flags()) | bits));
    }
    table.lock.unlock();
    vma.mm().notifiers().end();
    if (replaced && Pte.holdsNormalPage(pte)) {
      frames.put(task.cpu(), old);
    }
    frames.put(task.cpu(), old);
    frames.put(task.cpu(), fresh);
    return Signal.NONE;
  }

  /** Clears, flushes everywhere, then maps the copy: no CPU may keep reading the old page. */
  private void replace(VmArea vma, PteTable table, int index, long pte, long copy) {
    int fresh = Pte.frame(copy);
    long address = table.addressOf(index);
    MapRules.requireMappable(vma, address);
    MmStruct mm = vma.mm();
    mm.flushes().begin();
    table.set(index, Pte.NONE);
    kernel.tlbs().flush(mm, address, address + Addr.PAGE_SIZE, false);
    mm.flushes().end();
    if (Pte.holdsNormalPage(pte)) {
      int old = Pte.frame(pte);
      mm.rss().add(RssStat.kindOf(frames, old), -1);
      frames.removeMapping(old);
      Mlock.pageUnmapped(vma, frames, old);
    }
    frames.get(fresh);
    frames.addMapping(fresh);
    mm.rss().add(RssStat.MM_ANONPAGES, 1);
    Mlock.pageMapped(vma, fresh);
    table.set(index, copy);
  }
}
