// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.mmkit.machine.LockMode;
import org.mmkit.mm.Lab;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/** Calls each step with the lock held in each way, and says which ways broke no rule. */
final class StepLocks {

  /** How far a munmap of the range has come when the step is called, weakest first. */
  enum Stage {
    FOUND,
    LOCKED,
    MARKED,
    DETACHED,
    ZAPPED,
    TABLES_FREED,
    FLUSHED,
    REMOVED
  }

  /** A step, where it has its place, and how it is called. */
  record Call(Stage stage, Consumer<StepLocks> body) {}

  private static final long LENGTH = 2 * Addr.PMD_SIZE;
  private static final Map<String, Call> CALLS = new LinkedHashMap<>();

  static {
    of("UnmapContext.mmapSem()", Stage.FOUND, s -> s.kernel.mmapSem());
    of("UnmapContext.vmas()", Stage.FOUND, s -> s.kernel.vmas());
    of("UnmapContext.history()", Stage.FOUND, s -> s.kernel.history());
    of("UnmapContext.userfaultfd()", Stage.FOUND, s -> s.kernel.userfaultfd());
    of("UnmapContext.checkRange(long, long)", Stage.FOUND, s -> s.kernel.checkRange(BASE, LENGTH));
    of("UnmapContext.pageAlign(long)", Stage.FOUND, s -> s.kernel.pageAlign(LENGTH));
    of(
        "UnmapContext.lookupAndSplit(long, long)",
        Stage.FOUND,
        s -> s.kernel.lookupAndSplit(BASE + PAGE, PAGE));
    of("UnmapContext.munlock(VmaRange)", Stage.FOUND, s -> s.kernel.munlock(s.range));
    of("UnmapContext.detach(VmaRange)", Stage.FOUND, s -> s.kernel.detach(s.range));
    of(
        "UnmapContext.isNextToGrowsdown(VmaRange)",
        Stage.DETACHED,
        s -> s.kernel.isNextToGrowsdown(s.range));
    of("UnmapContext.archUnmap(VmaRange)", Stage.FOUND, s -> s.kernel.archUnmap(s.range));
    of(
        "UnmapContext.archUnmap(long, long)",
        Stage.FOUND,
        s -> s.kernel.archUnmap(BASE, BASE + LENGTH));
    of("UnmapContext.unmapRegion(VmaRange)", Stage.DETACHED, s -> s.kernel.unmapRegion(s.range));
    of("UnmapContext.tlbGather()", Stage.DETACHED, s -> s.kernel.tlbGather());
    of("UnmapContext.removeVmaList(VmaRange)", Stage.FLUSHED, s -> s.kernel.removeVmaList(s.range));
    of("UnmapContext.doMunmap(long, long)", Stage.FOUND, s -> s.kernel.doMunmap(BASE, LENGTH));

    of("UserfaultfdUnmap.prep(VmaRange)", Stage.FOUND, s -> s.kernel.userfaultfd().prep(s.range));
    of("UserfaultfdUnmap.complete()", Stage.REMOVED, s -> s.kernel.userfaultfd().complete());

    of("MmuGather.unmapVmas(VmaRange)", Stage.DETACHED, s -> s.gather().unmapVmas(s.range));
    of(
        "MmuGather.unmapVmasSkipVmFlags(VmaRange)",
        Stage.DETACHED,
        s -> s.gather().unmapVmasSkipVmFlags(s.range));
    of("MmuGather.freePgtables(VmaRange)", Stage.ZAPPED, s -> s.gather().freePgtables(s.range));
    of(
        "MmuGather.freePgtables(VmaRange, long, long)",
        Stage.ZAPPED,
        s -> s.gather().freePgtables(s.range, 0, 0));
    of("MmuGather.finish()", Stage.TABLES_FREED, s -> s.gather().finish());

    of("VmaSteps.findVma(long)", Stage.FOUND, s -> s.kernel.vmas().findVma(BASE));
    of("VmaSteps.next(Vma)", Stage.FOUND, s -> s.kernel.vmas().next(s.vma));
    of("VmaSteps.prev(long)", Stage.FOUND, s -> s.kernel.vmas().prev(BASE));
    of("VmaSteps.lookup(long, long)", Stage.FOUND, s -> s.kernel.vmas().lookup(BASE, LENGTH));
    of("VmaSteps.mapCount()", Stage.FOUND, s -> s.kernel.vmas().mapCount());
    of("VmaSteps.maxMapCount()", Stage.FOUND, s -> s.kernel.vmas().maxMapCount());
    of(
        "VmaSteps.splitBelow(Vma, long)",
        Stage.FOUND,
        s -> s.kernel.vmas().splitBelow(s.vma, BASE + PAGE));
    of(
        "VmaSteps.splitAbove(Vma, long)",
        Stage.FOUND,
        s -> s.kernel.vmas().splitAbove(s.vma, BASE + PAGE));
    of("VmaSteps.startWrite(Vma)", Stage.FOUND, s -> s.kernel.vmas().startWrite(s.vma));
    of("VmaSteps.markDetached(Vma)", Stage.LOCKED, s -> s.kernel.vmas().markDetached(s.vma));
    of("VmaSteps.markAttached(Vma)", Stage.MARKED, s -> s.kernel.vmas().markAttached(s.vma));
    of(
        "VmaSteps.mtDetach(long, long)",
        Stage.FOUND,
        s -> s.kernel.vmas().mtDetach(BASE, BASE + LENGTH));
    of("VmaSteps.iterClearGfp(VmaRange)", Stage.MARKED, s -> s.kernel.vmas().iterClearGfp(s.range));
    of(
        "VmaSteps.subtractLockedVm(VmaRange)",
        Stage.FOUND,
        s -> s.kernel.vmas().subtractLockedVm(s.range));
    of("MtDetach.store(int, Vma)", Stage.FOUND, s -> s.detached.store(0, s.vma));
    of("MtDetach.vmas()", Stage.FOUND, s -> s.detached.vmas());

    of("HistoricSteps.hpagePudSize()", Stage.FOUND, s -> s.kernel.history().hpagePudSize());
    of("HistoricSteps.needResched()", Stage.FOUND, s -> s.kernel.history().needResched());
    of("HistoricSteps.condResched()", Stage.FOUND, s -> s.kernel.history().condResched());
    of(
        "HistoricSteps.rangeFrom(Vma, long, long)",
        Stage.FOUND,
        s -> s.kernel.history().rangeFrom(s.vma, BASE, LENGTH));
    of("HistoricSteps.markDead(VmaRange)", Stage.FOUND, s -> s.kernel.history().markDead(s.range));
    of(
        "HistoricSteps.zapPageRange(VmaRange)",
        Stage.FOUND,
        s -> s.kernel.history().zapPageRange(s.plain));
    of(
        "HistoricSteps.writeVmFlags(VmaRange)",
        Stage.FOUND,
        s -> s.kernel.history().writeVmFlags(s.range));
    of("HistoricSteps.lockedVm()", Stage.FOUND, s -> s.kernel.history().lockedVm());
  }

  /** Steps that there are only where each VMA has a lock. */
  private static final Set<String> OF_VMA_LOCKS =
      Set.of("VmaSteps.markDetached(Vma)", "VmaSteps.markAttached(Vma)");

  private static void of(String step, Stage stage, Consumer<StepLocks> body) {
    CALLS.put(step, new Call(stage, body));
  }

  private final UnmapContext kernel;
  private VmaRange range;
  private VmaRange plain;
  private Vma vma;
  private MtDetach detached;
  private MmuGather gather;
  private final boolean perVmaLocks;

  private StepLocks(UnmapContext kernel, boolean perVmaLocks) {
    this.kernel = kernel;
    this.perVmaLocks = perVmaLocks;
  }

  private MmuGather gather() {
    if (gather == null) {
      gather = kernel.tlbGather();
    }
    return gather;
  }

  /** Every step that can be called. */
  static List<String> steps() {
    return List.copyOf(CALLS.keySet());
  }

  /**
   * The lock that a step needs, as the model has it, in the words of the steps' Javadoc; historic
   * steps are asked in the era of their postings alone.
   */
  static String needs(String step) {
    List<LockMode> good = new ArrayList<>();
    for (LockMode mode : LockMode.values()) {
      boolean before = OF_VMA_LOCKS.contains(step) || broken(new Old(step, mode)).isEmpty();
      boolean since = step.startsWith("HistoricSteps") || broken(new New(step, mode)).isEmpty();
      if (before && since) {
        good.add(mode);
      }
    }
    return switch (good.toString()) {
      case "[NONE, READ, WRITE, DOWNGRADED]" -> "none";
      case "[NONE]" -> "not held";
      case "[READ, WRITE, DOWNGRADED]" -> "R";
      case "[WRITE, DOWNGRADED]" -> "D or W";
      case "[WRITE]" -> "W";
      default -> good.toString();
    };
  }

  private static List<String> broken(Trying strategy) {
    Lab lab = new Lab(strategy, KernelParams.standard().withHook(ArchHook.MPX));
    strategy.lab = lab;
    lab.run(
        hands -> {
          map(hands);
          hands.syscalls().munmap(BASE, LENGTH);
        });
    return lab.brokenRules().subList(strategy.before, Math.max(strategy.before, strategy.after));
  }

  /** A locked mapping, one that a userfaultfd watches, and one of huge pages. */
  private static void map(Hands hands) {
    hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED | MmapFlags.MAP_LOCKED, null, 0);
    hands.syscalls().mmap(BASE + 4 * PAGE, 2 * PAGE, RW, ANON_FIXED, null, 0);
    UserfaultfdCtx ctx = hands.userfaultfd().open(true, false);
    hands.userfaultfd().register(ctx, BASE + 4 * PAGE, 2 * PAGE, VmFlags.VM_UFFD_MISSING);
    hands.memory().store(BASE, 'a');
    int huge = ANON_FIXED | MmapFlags.MAP_HUGETLB;
    hands.syscalls().mmap(BASE + Addr.PMD_SIZE, Addr.PMD_SIZE, RW, huge, null, 0);
    hands.memory().store(BASE + Addr.PMD_SIZE, 'h');
  }

  /** A munmap that comes to the stage of a step, holds the lock as told, and calls the step. */
  private abstract static class Trying implements UnmapStrategy {
    private final Call call;
    private final LockMode mode;
    private Lab lab;
    private int before;
    private int after;

    Trying(String step, LockMode mode) {
      this.call = CALLS.get(step);
      this.mode = mode;
    }

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      StepLocks steps = new StepLocks(kernel, this instanceof New);
      kernel.mmapSem().downWrite();
      steps.comeTo(call.stage(), start, length);
      switch (mode) {
        case NONE -> kernel.mmapSem().upWrite();
        case READ -> {
          kernel.mmapSem().upWrite();
          kernel.mmapSem().downRead();
        }
        case DOWNGRADED -> kernel.mmapSem().downgradeWrite();
        case WRITE -> {}
      }
      before = lab.brokenRules().size();
      try {
        call.body().accept(steps);
      } finally {
        after = lab.brokenRules().size();
      }
      return 0;
    }
  }

  @Strategy(id = "to-6.3")
  private static final class Old extends Trying {
    Old(String step, LockMode mode) {
      super(step, mode);
    }
  }

  @Strategy(id = "since-6.4", era = Era.PER_VMA_LOCK)
  private static final class New extends Trying {
    New(String step, LockMode mode) {
      super(step, mode);
    }
  }

  private void comeTo(Stage stage, long start, long length) {
    range = kernel.lookupAndSplit(start, length);
    plain = kernel.vmas().lookup(start + 4 * PAGE, 2 * PAGE);
    vma = kernel.vmas().findVma(start);
    detached = kernel.vmas().mtDetach(start, start + length);
    for (Stage done : Stage.values()) {
      if (done.compareTo(stage) <= 0) {
        doStage(done);
      }
    }
  }

  private void mark(Vma taken) {
    if (perVmaLocks) {
      kernel.vmas().markDetached(taken);
    }
  }

  private void doStage(Stage stage) {
    switch (stage) {
      case FOUND -> {}
      case LOCKED -> range.vmas().forEach(kernel.vmas()::startWrite);
      case MARKED -> range.vmas().forEach(this::mark);
      case DETACHED -> {
        kernel.userfaultfd().prep(range);
        kernel.munlock(range);
        kernel.detach(range);
      }
      case ZAPPED -> gather().unmapVmas(range);
      case TABLES_FREED -> gather().freePgtables(range);
      case FLUSHED -> gather().finish();
      case REMOVED -> kernel.removeVmaList(range);
    }
  }
}
