// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** Clears the page-table entries of a range ({@code unmap_page_range}); frames go to the gather. */
public class Zap {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmuGather, Zap>> PART =
      Part.of("the zap", Zap::new);

  private final TaskStruct task;
  private final MmStruct mm;
  private final Machine machine;
  private final PageFrames frames;
  private final MmuGather gather;
  private boolean keepGuards;
  private boolean keepCopies;

  /** Pages of each kind whose entries were cleared and that still count as resident. */
  private final int[] cleared = new int[RssStat.KINDS];

  /** Whether an entry was cleared by which a CPU may still store to a page that others save. */
  private boolean dirtied;

  /** A zap of mappings that go. */
  public static Zap of(TaskStruct task, MmuGather gather) {
    return task.kernel().parts().maker(PART).apply(task, gather);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Zap(TaskStruct task, MmuGather gather) {
    this.task = task;
    this.mm = gather.mm();
    this.machine = mm.machine();
    this.frames = mm.kernel().frames();
    this.gather = gather;
    mm.rss().mark().update();
  }

  /** The mapping stays, and with it its guard markers. */
  public Zap keepingGuards() {
    keepGuards = true;
    return this;
  }

  /** Leaves the private copies of a file's pages alone, as a hole punched in it does. */
  public Zap keepingCopies() {
    keepCopies = true;
    return this;
  }

  /**
   * Zaps [start, end), which lies in the VMA, and calls the notifiers ({@code
   * zap_page_range_single}).
   */
  public void single(VmArea vma, long start, long end) {
    mm.notifiers().start(start, end);
    range(vma, start, end);
    mm.notifiers().end();
  }

  /** Zaps [start, end), which lies in the VMA. */
  public void range(VmArea vma, long start, long end) {
    if (HugetlbSharing.concerns(vma)) {
      // So that no other process starts to share what is going.
      Inode.guarding(vma, () -> hugeRange(vma, start, end));
      return;
    }
    if (vma.has(VmFlags.VM_HUGETLB)) {
      hugeRange(vma, start, end);
      return;
    }
    mm.pageTables()
        .visit(
            start,
            end,
            (table, from, to) -> {
              table(vma, table, from, to);
              if (gather.isFull()) {
                gather.flush();
              }
              betweenTables();
            });
  }

  /** A rescheduling point. */
  protected void betweenTables() {
    machine.kernelMode().condResched();
  }

  private void table(VmArea vma, PteTable table, long from, long to) {
    boolean huge = table.isHuge() && isWhole(from, to);
    int first = huge ? 0 : PteTable.index(from);
    int count = huge ? PteTable.ENTRIES : (int) Addr.pages(to - from);
    lock(table);
    if (mm.kernel().params().entryByEntry() && !huge) {
      entryByEntry(vma, table, first, count);
    } else {
      allEntries(vma, table, first, count);
    }
    uncount();
    if (dirtied) {
      flushDirty(gather);
    }
    dirtied = false;
    unlock(table);
  }

  /** Whether a range is all of what a huge page maps. */
  protected boolean isWhole(long from, long to) {
    return to - from == Addr.PMD_SIZE;
  }

  /** Keeps others from the entries of a page table. */
  protected void lock(PteTable table) {
    table.lock.lock();
  }

  /** Lets go of a page table. */
  protected void unlock(PteTable table) {
    table.lock.unlock();
  }

  /** Write-back must not find the entry gone while a CPU can still store through it. */
  protected void flushDirty(MmuGather gather) {
    gather.flushTlb(false);
  }

  private void allEntries(VmArea vma, PteTable table, int first, int count) {
    machine.step(StepKind.PTE_WRITE, table.id, Access.WRITE);
    boolean cold = frames.areCold(gather.pages());
    int present = 0;
    for (int index = first; index < first + count; index++) {
      if (entry(vma, table, index)) {
        present++;
      }
    }
    machine.charge(MmCost.ZAP_PTE, present);
    if (cold) {
      machine.charge(MmCost.ZAP_COLD, present);
    }
    machine.charge(MmCost.SCAN_PTE, count - present);
  }

  private void uncount() {
    for (int kind = 0; kind < cleared.length; kind++) {
      if (cleared[kind] != 0) {
        mm.rss().add(kind, -cleared[kind]);
        cleared[kind] = 0;
      }
    }
  }

  private void entryByEntry(VmArea vma, PteTable table, int first, int count) {
    for (int index = first; index < first + count; index++) {
      boolean none = table.get(index) == Pte.NONE;
      if (none) {
        machine.charge(MmCost.SCAN_PTE, 1);
      } else {
        machine.step(StepKind.PTE_WRITE, table.id, Access.WRITE, MmCost.ZAP_PTE, 1);
        entry(vma, table, index);
      }
    }
  }

  /** Clears one entry; returns whether it held a page. */
  private boolean entry(VmArea vma, PteTable table, int index) {
    long pte = table.get(index);
    if (pte == Pte.NONE) {
      return false;
    }
    table.requireLock();
    if ((pte & Pte.MIGRATION) != 0) {
      // What was in its place is the mover's.
      table.put(index, Pte.NONE);
      uncountMigrating(pte);
      return false;
    }
    if (!Pte.holdsPage(pte)) {
      boolean kept = (pte & Pte.POISON) != 0 ? keepCopies : keepGuards;
      if (!kept) {
        table.put(index, Pte.NONE);
      }
      return false;
    }
    boolean normal = (pte & Pte.SPECIAL) == 0;
    if (keepCopies && normal && frames.has(Pte.frame(pte), PageFrames.ANON)) {
      return true;
    }
    table.put(index, Pte.NONE);
    long address = table.addressOf(index);
    gather.addRange(address, address + Addr.PAGE_SIZE);
    if (normal) {
      page(vma, pte);
    }
    return true;
  }

  /** The count of resident pages is still the mm's. */
  protected void uncountMigrating(long pte) {
    mm.rss().add(RssStat.kindOf(frames, Pte.frame(pte)), -1);
  }

  /** Hands a page that was mapped to the gather. */
  private void page(VmArea vma, long pte) {
    int frame = Pte.frame(pte);
    if ((pte & Pte.DIRTY) != 0 && !frames.has(frame, PageFrames.ANON)) {
      frames.set(frame, PageFrames.DIRTY);
      dirtied = true;
    }
    frames.removeMapping(frame);
    if (keepGuards || mm.kernel().vmaLocking().zapMunlocks(vma)) {
      Mlock.pageUnmapped(vma, frames, frame);
    }
    cleared[RssStat.kindOf(frames, frame)]++;
    gather.addPage(frame);
  }

  private void hugeRange(VmArea vma, long start, long end) {
    leaveShared(vma, start, end);
    mm.pageTables()
        .visit(
            start,
            end,
            new PageTables.Visitor() {
              @Override
              public void table(PteTable table, long from, long to) {}

              @Override
              public void huge(HugePmd huge, UpperTable parent) {
                zapHuge(vma, huge, parent);
              }
            });
  }

  /** Leaves the page tables that others share, which are not this mm's to clear. */
  protected void leaveShared(VmArea vma, long start, long end) {
    HugetlbSharing.of(vma).leave(start, end);
  }

  private void zapHuge(VmArea vma, HugePmd huge, UpperTable parent) {
    HugetlbSharing.of(vma).lock();
    if (parent.child(huge.base) != huge) {
      // Somebody else was faster.
      HugetlbSharing.of(vma).unlock();
      return;
    }
    int frame = Pte.frame(huge.pte());
    mm.pageTables().clearHuge(parent, huge);
    gather.addRange(huge.base, huge.base + Addr.PMD_SIZE);
    frames.removeMapping(frame);
    HugeMapping.of(vma).restore(vma.pgoffOf(huge.base), frame);
    gatherHuge(frame);
    HugetlbSharing.of(vma).unlock();
  }

  /** Hands a huge page to the gather, which flushes before it frees. */
  protected void gatherHuge(int frame) {
    gather.addHugePage(frame);
  }

  TaskStruct task() {
    return task;
  }
}
