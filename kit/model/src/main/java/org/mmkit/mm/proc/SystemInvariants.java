// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.proc;

import org.mmkit.machine.Machine;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.HugetlbPool;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmRule;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageCache;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.UpperTable;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** The invariants that span all address spaces, for a time at which no call is under way. */
public final class SystemInvariants {
  private final Kernel kernel;
  private final Machine machine;
  private final FrameCounts mappings;
  private long accounted;
  private long tracked;
  private long hugePages;

  private SystemInvariants(Kernel kernel) {
    this.kernel = kernel;
    this.machine = kernel.machine();
    this.mappings = new FrameCounts(kernel.frames().everUsed());
  }

  /** Checks a system in which nothing is going on; reports what is wrong. */
  public static void check(Kernel kernel) {
    SystemInvariants invariants = new SystemInvariants(kernel);
    kernel.mms().forEach(invariants::count);
    invariants.checkMappings();
    invariants.checkHugePages();
    invariants.checkOwners();
    kernel.writtenBack().forEach(PageCache::checkStorage);
    invariants.requireEqual(
        MmRule.A5, "pages committed are", kernel.committedPages(), invariants.accounted);
  }

  /**
   * Every segment knows how many VMAs map it, none was allocated in vain, and every munmap's event
   * was delivered.
   */
  private void checkOwners() {
    for (ShmSegment segment : kernel.segments()) {
      long live = 0;
      for (MmStruct mm : kernel.mms()) {
        for (int i = 0; i < mm.vmas().size(); i++) {
          live += mm.vmas().at(i).ops() == segment ? 1 : 0;
        }
      }
      requireEqual(
          MmRule.R4, "VMAs counted by a segment of shared memory:", segment.attached(), live);
    }
    long vmas = 0;
    for (MmStruct mm : kernel.mms()) {
      vmas += mm.vmas().size();
    }
    requireEqual(MmRule.R4, "VMAs allocated and not freed:", kernel.vmaSlab().allocated(), vmas);
    requireEqual(MmRule.R4, "page frames of drivers tracked:", kernel.trackedPfns(), tracked);
    for (UserfaultfdCtx ctx : kernel.userfaultfds()) {
      requireEqual(
          MmRule.F_E,
          "events prepared and never completed (mmap_changing):",
          ctx.mmapChanging(),
          0);
    }
  }

  private void requireEqual(MmRule rule, String what, long is, long shouldBe) {
    Invariants.requireEqual(machine, rule, what, is, shouldBe);
  }

  private void count(MmStruct mm) {
    for (int i = 0; i < mm.vmas().size(); i++) {
      VmArea vma = mm.vmas().at(i);
      tracked += vma.has(VmFlags.VM_PAT) ? vma.pages() : 0;
      accounted += vma.has(VmFlags.VM_ACCOUNT) ? vma.pages() : 0;
    }
    mm.pageTables().visit(0, Addr.TASK_SIZE, new Census(mm));
  }

  private MmStruct firstToShare(UpperTable table) {
    for (MmStruct mm : kernel.mms()) {
      if (mm.pageTables().pmdTable(table.base) == table) {
        return mm;
      }
    }
    throw new IllegalStateException("a table that no mm has");
  }

  /** Counts the entries that map each frame. */
  private final class Census implements PageTables.Visitor {
    private final MmStruct mm;

    Census(MmStruct mm) {
      this.mm = mm;
    }

    @Override
    public void table(PteTable table, long start, long end) {
      int limit = table.used() == 0 ? 0 : table.windowEnd();
      for (int index = table.windowStart(); index < limit; index++) {
        long pte = table.get(index);
        if (Pte.holdsNormalPage(pte)) {
          mappings.add(Pte.frame(pte));
        }
      }
    }

    @Override
    public void huge(HugePmd huge, UpperTable parent) {
      // A table that several processes share maps its pages once.
      if (parent.sharers() == 1 || firstToShare(parent) == mm) {
        mappings.add(Pte.frame(huge.pte()));
      }
    }
  }

  private void checkMappings() {
    PageFrames frames = kernel.frames();
    for (int frame = 1; frame < frames.everUsed(); frame++) {
      boolean free = frames.has(frame, PageFrames.FREE);
      hugePages += !free && frames.has(frame, PageFrames.HUGE) ? 1 : 0;
      int is = free ? 0 : frames.mapcount(frame);
      int mapped = mappings.of(frame);
      if (is != mapped) {
        machine.report(
            MmRule.P1,
            "page " + frame + " has mapcount " + is + ", but " + mapped + " PTEs map it");
      }
    }
  }

  /** Every huge page is free or in use, and no reservation is left without a mapping. */
  private void checkHugePages() {
    HugetlbPool pool = kernel.hugetlb();
    requireEqual(
        MmRule.R3, "huge pages that are free or in use:", pool.free() + hugePages, pool.total());
    if (kernel.mms().isEmpty()) {
      requireEqual(MmRule.R3, "huge pages reserved for nobody:", pool.reserved(), 0);
    }
  }
}
