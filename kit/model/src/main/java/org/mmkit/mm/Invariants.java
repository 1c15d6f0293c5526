// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Machine;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** The invariants of an address space in which nothing is going on (section 5, times Q). */
public final class Invariants {
  /** Resident pages by kind, with the kernel's names. */
  private static final String[] RSS = {"MM_FILEPAGES is", "MM_ANONPAGES is", "MM_SHMEMPAGES is"};

  private final MmStruct mm;
  private final Machine machine;
  private final long[] rss = new long[RssStat.KINDS];
  private int tables;

  private Invariants(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
  }

  /** Checks an address space that no call is working on; reports what is wrong. */
  public static void checkQuiescent(MmStruct mm) {
    Invariants invariants = new Invariants(mm);
    invariants.checkTree();
    invariants.checkCounters();
    invariants.checkPages();
    mm.kernel().tlbs().checkTrue(mm);
    invariants.requireEqual(MmRule.Q5, "tlb_flush_pending is", mm.flushes().tlbFlushPending(), 0);
    invariants.requireEqual(
        MmRule.Q6, "notifiers told of a begin and of no end:", mm.notifiers().invalidating(), 0);
  }

  /**
   * The same as {@link #checkQuiescent}, unless another task works on it right now: a truncation
   * unmaps pages of every mapping of its file, a breakpoint goes into each, that of a child too.
   */
  public static void checkUnlessShared(MmStruct mm) {
    if (!mm.flushes().isPending() && !mm.isShared()) {
      checkQuiescent(mm);
    }
  }

  /** Checks that nothing is left of an address space. */
  static void checkGone(MmStruct mm) {
    Invariants invariants = new Invariants(mm);
    MmCounters counters = mm.counters();
    invariants.requirePages(new long[RssStat.KINDS]);
    invariants.requireEqual(MmRule.T5, "tables that are left:", mm.pageTables().tables(), 0);
    invariants.requireEqual(MmRule.A1, "total_vm in pages is", counters.totalVm(), 0);
    long locked = counters.lockedVm() - counters.strandedLocked();
    invariants.requireEqual(MmRule.A3, "locked_vm in pages is", locked, 0);
  }

  private void requireEqual(MmRule rule, String what, long is, long shouldBe) {
    requireEqual(machine, rule, what, is, shouldBe);
  }

  /**
   * Reports what is counted wrong.
   *
   * @param what what is counted, in what unit, with its verb
   */
  public static void requireEqual(
      Machine machine, MmRule rule, String what, long is, long shouldBe) {
    if (is != shouldBe) {
      machine.report(rule, what + " " + is + " instead of " + shouldBe);
    }
  }

  private void requirePages(long[] resident) {
    for (int kind = 0; kind < RssStat.KINDS; kind++) {
      requireEqual(MmRule.A2, RSS[kind], mm.rss().pages(kind), resident[kind]);
    }
  }

  private void checkTree() {
    if (mm.vmas().hasLost()) {
      machine.report(MmRule.V1, "a VMA was stored in the tree and is not there any more");
    }
    checkIndexes();
    long last = 0;
    for (int i = 0; i < mm.vmas().size(); i++) {
      VmArea vma = mm.vmas().at(i);
      if (vma.start() < last || vma.start() >= vma.end() || !vma.isAttached()) {
        machine.report(MmRule.V1, "VMA " + vma.describe() + " is out of place in the tree");
      }
      if (vma.isMarkedDetached()) {
        machine.report(MmRule.V5, "VMA " + vma.describe() + " is in the tree, marked as detached");
      }
      if (vma.has(VmFlags.VM_DEAD)) {
        machine.report(MmRule.S7, "VMA " + vma.describe() + " is marked VM_DEAD for ever");
      }
      checkSpecial(vma);
      last = vma.end();
    }
  }

  private void checkSpecial(VmArea vma) {
    boolean ragged = ((vma.start() | vma.end()) & (Addr.PMD_SIZE - 1)) != 0;
    if (ragged && vma.has(VmFlags.VM_HUGETLB)) {
      machine.report(MmRule.H1, "VMA " + vma.describe() + " begins or ends within a huge page");
    }
    if (vma.hasUprobes() && mm.uprobes().areClear() && Uprobes.anyInserted(vma)) {
      machine.report(
          MmRule.F_U, "a breakpoint is in VMA " + vma.describe() + ", and the mm does not know");
    }
  }

  /** What goes with the tree: the list, and what the search for room knows. */
  private void checkIndexes() {
    VmaTree tree = mm.vmas();
    VmArea listed = tree.list().first();
    VmArea below = null;
    for (int i = 0; i < tree.size(); i++) {
      VmArea vma = tree.at(i);
      if (listed != vma || vma.previous != below) {
        machine.report(
            MmRule.V2, "VMA " + vma.describe() + " is not where the list should have it");
        return;
      }
      requireEqual(
          MmRule.V6, "bytes said to be free below a VMA:", vma.gap, tree.array().gapBelow(i));
      if (below != null && VmaMerge.keptApartBy(VmFlags.VM_DEAD, below, vma)) {
        machine.report(MmRule.V7, "VMAs meet at " + Long.toHexString(vma.start()));
      }
      below = vma;
      listed = vma.next;
    }
    if (listed != null) {
      machine.report(MmRule.V2, "the list goes on behind the last VMA");
    }
    requireEqual(
        MmRule.V6, "the last VMA is said to end at", tree.highestEnd(), tree.array().endOfLast());
  }

  private void checkCounters() {
    long total = 0;
    long exec = 0;
    long stack = 0;
    long data = 0;
    long locked = 0;
    for (int i = 0; i < mm.vmas().size(); i++) {
      VmArea vma = mm.vmas().at(i);
      long pages = vma.pages();
      total += pages;
      exec += VmFlags.isExec(vma.flags()) ? pages : 0;
      stack += VmFlags.isStack(vma.flags()) && !VmFlags.isExec(vma.flags()) ? pages : 0;
      boolean isData = VmFlags.isData(vma.flags());
      data += isData ? pages : 0;
      locked += vma.has(VmFlags.VM_LOCKED) ? pages : 0;
    }
    MmCounters counters = mm.counters();
    requireEqual(MmRule.A1, "total_vm in pages is", counters.totalVm(), total);
    requireEqual(MmRule.A1, "exec_vm in pages is", counters.execVm(), exec);
    requireEqual(MmRule.A1, "stack_vm in pages is", counters.stackVm(), stack);
    requireEqual(MmRule.A1, "data_vm in pages is", counters.dataVm(), data);
    locked += counters.strandedLocked();
    requireEqual(MmRule.A3, "locked_vm in pages is", counters.lockedVm(), locked);
    checkMark("hiwater_vm in pages is", counters.totalMark());
    checkMark("hiwater_rss in pages is", mm.rss().mark());
  }

  private void checkMark(String what, HighWater mark) {
    requireEqual(MmRule.A6, what, mark.said(), Math.max(mark.said(), mark.peak()));
  }

  private void checkPages() {
    mm.pageTables()
        .visit(
            0,
            Addr.TASK_SIZE,
            new PageTables.Visitor() {
              @Override
              public void table(PteTable table, long start, long end) {
                checkTable(table);
              }

              @Override
              public void huge(HugePmd huge, UpperTable parent) {
                checkCovered(huge.base);
              }
            });
    requirePages(rss);
    requireEqual(MmRule.T5, "tables of PTEs counted:", mm.pageTables().pteTables(), tables);
  }

  private void checkTable(PteTable table) {
    tables++;
    if (!mm.vmas().overlaps(table.base, table.limit())) {
      machine.report(
          MmRule.T5, "page table of " + Long.toHexString(table.base) + " belongs to no VMA");
    }
    PageFrames frames = mm.kernel().frames();
    int end = table.used() == 0 ? 0 : table.windowEnd();
    for (int index = table.windowStart(); index < end; index++) {
      long pte = table.get(index);
      if (pte == Pte.NONE) {
        continue;
      }
      checkCovered(table.addressOf(index));
      if (Pte.holdsNormalPage(pte)) {
        rss[RssStat.kindOf(frames, Pte.frame(pte))]++;
      }
    }
  }

  private void checkCovered(long address) {
    VmArea vma = mm.vmas().peek(address);
    if (vma == null || vma.start() > address) {
      machine.report(
          MmRule.P2, "page mapped at " + Long.toHexString(address) + " outside all VMAs");
    }
  }
}
