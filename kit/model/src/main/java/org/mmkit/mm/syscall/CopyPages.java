// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.MapRules;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UpperTable;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** Copies page-table entries to a forked child ({@code copy_page_range}), a table at a time. */
final class CopyPages {
  private final Machine machine;
  private final PageFrames frames;
  private final MmStruct from;
  private final MmStruct to;

  CopyPages(TaskStruct task, MmStruct from, MmStruct to) {
    this.machine = task.machine();
    this.frames = task.kernel().frames();
    this.from = from;
    this.to = to;
  }

  /**
   * Copies the entries of a VMA. Pages that a fault would find again are left to it: only a mapping
   * with anonymous pages, markers or page frames without a struct page is copied.
   */
  void range(VmArea source, VmArea copy) {
    boolean huge = source.has(VmFlags.VM_HUGETLB) && !source.has(VmFlags.VM_MAYSHARE);
    long markers = VmFlags.VM_PFNMAP | VmFlags.VM_MAYBE_GUARD;
    if (huge || source.anonVma() != null || source.has(markers)) {
      from.pageTables().visit(source.start(), source.end(), new Copy(source, copy));
    }
  }

  private final class Copy implements PageTables.Visitor {
    private final VmArea copy;
    private final boolean cow;

    Copy(VmArea source, VmArea copy) {
      this.copy = copy;
      this.cow = VmFlags.isCow(source.flags());
    }

    @Override
    public void table(PteTable source, long start, long end) {
      if (source.used() == 0) {
        return;
      }
      PteTable target = to.pageTables().alloc(start);
      int first = PteTable.index(start);
      int last = first + (int) Addr.pages(end - start);
      target.lock.lock();
      source.lock.lock();
      machine.step(StepKind.PTE_WRITE, source.id, Access.WRITE);
      int copied = 0;
      for (int index = first; index < last; index++) {
        long pte = source.get(index);
        if (pte != Pte.NONE) {
          entry(source, target, index, pte);
          copied++;
        }
      }
      machine.charge(MmCost.FORK_PTE, copied);
      source.lock.unlock();
      target.lock.unlock();
    }

    private void entry(PteTable source, PteTable target, int index, long pte) {
      long shared = shared(pte);
      if (shared != pte) {
        source.put(index, shared);
      }
      MapRules.requireMappable(copy, target.addressOf(index));
      target.put(index, shared & ~Pte.UFFD_WP);
      if (Pte.holdsNormalPage(shared)) {
        int frame = Pte.frame(shared);
        frames.get(frame);
        frames.addMapping(frame);
        to.rss().add(RssStat.kindOf(frames, frame), 1);
      }
    }

    /** Without write permission, the first store to a private page faults and copies it. */
    private long shared(long pte) {
      if (!cow || !Pte.holdsPage(pte)) {
        return pte;
      }
      boolean own = Pte.holdsNormalPage(pte) && frames.has(Pte.frame(pte), PageFrames.ANON);
      return pte & ~Pte.WRITE | (own ? Pte.FORKED : 0);
    }

    @Override
    public void huge(HugePmd source, UpperTable parent) {
      to.pageTableLock().lock();
      from.pageTableLock().lock();
      long pte = shared(source.pte());
      source.setPte(pte);
      MapRules.requireMappable(copy, source.base);
      frames.get(Pte.frame(pte));
      frames.addMapping(Pte.frame(pte));
      to.pageTables().setHuge(source.base, new HugePmd(source.base, pte));
      from.pageTableLock().unlock();
      to.pageTableLock().unlock();
    }
  }
}
