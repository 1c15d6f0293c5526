// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.pervma.PerVma64;

/**
 * Every rule of the address space convicts the smallest body that breaks it, and no correct one.
 */
class MmRuleTest {
  private static final Map<MmRule, BiConsumer<Lab, Hands>> BREAKERS = new EnumMap<>(MmRule.class);

  static {
    BREAKERS.put(MmRule.D1, (lab, hands) -> lab.mm().vmas().find(BASE));
    BREAKERS.put(MmRule.D2, MmRuleTest::adjustUnderTheReadLock);
    BREAKERS.put(MmRule.D3, MmRuleTest::changeFlagsUnderTheReadLock);
    BREAKERS.put(MmRule.D4, MmRuleTest::freeTablesUnderTheReadLock);
    BREAKERS.put(MmRule.D5, MmRuleTest::faultWithoutTheLock);
    BREAKERS.put(MmRule.D6, (lab, hands) -> table(lab).set(0, table(lab).get(0)));
    BREAKERS.put(MmRule.D9, (lab, hands) -> lab.mm().counters().account(0, 1));
    BREAKERS.put(MmRule.D7, (lab, hands) -> vma(lab).lock().startWrite());
    BREAKERS.put(MmRule.I_A, (lab, hands) -> vma(lab).lock().markDetached(true));
    BREAKERS.put(MmRule.I_C, MmRuleTest::faultWhileForkCopies);
    BREAKERS.put(MmRule.V1, MmRuleTest::insertOverAnother);
    BREAKERS.put(MmRule.V2, MmRuleTest::detachFromTheTreeAlone);
    BREAKERS.put(MmRule.V3, MmRuleTest::munmapTheNeighbour);
    BREAKERS.put(MmRule.V4, MmRuleTest::failAfterUnmapping);
    BREAKERS.put(MmRule.V5, (lab, hands) -> vma(lab).free());
    BREAKERS.put(MmRule.V6, (lab, hands) -> quiesce(lab, () -> vma(lab).gap = 0));
    BREAKERS.put(MmRule.V7, MmRuleTest::markOneOfTwoHalves);
    BREAKERS.put(MmRule.V8, MmRuleTest::mapIntoWhatAnotherUnmaps);
    BREAKERS.put(MmRule.V9, (lab, hands) -> vma(lab).dup(lab.mm()).checks().requireComplete());
    BREAKERS.put(MmRule.U1, MmRuleTest::useAfterMunmap);
    BREAKERS.put(MmRule.U2, (lab, hands) -> reading(lab, lab.mm()::drop));
    BREAKERS.put(MmRule.P1, MmRuleTest::removeAMappingTwice);
    BREAKERS.put(MmRule.P2, MmRuleTest::faultInADetachedVma);
    BREAKERS.put(MmRule.P3, MmRuleTest::freeAPageThatACpuStillTranslatesTo);
    BREAKERS.put(MmRule.P4, MmRuleTest::dropAMappedPageFromTheCache);
    BREAKERS.put(MmRule.P5, MmRuleTest::freeAnMlockedPage);
    BREAKERS.put(MmRule.T_TLB, MmRuleTest::clearAnEntryWithoutAFlush);
    BREAKERS.put(MmRule.T_TLB2, MmRuleTest::clearAnEntryWithoutTellingTheGuest);
    BREAKERS.put(MmRule.Q6, (lab, hands) -> quiesce(lab, () -> lab.mm().notifiers().start(0, 1)));
    BREAKERS.put(MmRule.S6, MmRuleTest::storeToAPageThatIsTakenForClean);
    BREAKERS.put(MmRule.T1, MmRuleTest::freeATableThatIsNotEmpty);
    BREAKERS.put(MmRule.T2, MmRuleTest::freeATableWithoutAFlush);
    BREAKERS.put(MmRule.T3, MmRuleTest::freeTablesUnderTheReadLock);
    BREAKERS.put(MmRule.T4, (lab, hands) -> freeTwice(table(lab)));
    BREAKERS.put(MmRule.T5, MmRuleTest::leaveTablesBehind);
    BREAKERS.put(MmRule.PG2, MmRuleTest::faultForEver);
    BREAKERS.put(MmRule.A1, MmRuleTest::miscount);
    BREAKERS.put(MmRule.A2, (lab, hands) -> quiesce(lab, () -> lab.mm().rss().add(0, 1)));
    BREAKERS.put(MmRule.A3, MmRuleTest::miscountLocked);
    BREAKERS.put(MmRule.A5, MmRuleTest::miscountCommitted);
    BREAKERS.put(MmRule.A6, MmRuleTest::missAPeak);
    BREAKERS.put(MmRule.R3, MmRuleTest::loseAHugePage);
    BREAKERS.put(MmRule.Q5, (lab, hands) -> quiesce(lab, lab.mm().flushes()::incTlbFlushPending));
    BREAKERS.put(MmRule.A5, (lab, hands) -> atRest(lab, () -> lab.kernel.account(1)));
    BREAKERS.put(MmRule.R3, (lab, hands) -> atRest(lab, () -> lab.kernel.hugetlb().take(false)));
    BREAKERS.put(MmRule.R4, MmRuleTest::openADriverVmaTwice);
    BREAKERS.put(MmRule.F_E, MmRuleTest::swallowAnUnmapEvent);
    BREAKERS.put(MmRule.F_U, MmRuleTest::forgetABreakpoint);
    BREAKERS.put(MmRule.H2, MmRuleTest::freeASharedTable);
    BREAKERS.put(MmRule.H1, MmRuleTest::cutAHugePage);
    BREAKERS.put(MmRule.F_H, MmRuleTest::callTheHookUnderTheReadLock);
    BREAKERS.put(MmRule.S7, MmRuleTest::leaveADeadVma);
  }

  /** Rules of the era in which each VMA has a lock of its own. */
  private static final EnumSet<MmRule> OF_VMA_LOCKS = EnumSet.of(MmRule.D7, MmRule.I_A, MmRule.I_C);

  private static Lab labWithHook() {
    return new Lab(new ExclusiveMunmap(), KernelParams.standard().withHook(ArchHook.MPX));
  }

  private static void body(Lab lab, Hands hands) {
    hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
    hands.memory().store(BASE, 'a');
  }

  @ParameterizedTest
  @EnumSource
  void convictsItsBreaker(MmRule rule) {
    assertThat(BREAKERS).as("a body that breaks %s", rule).containsKey(rule);
    Lab lab =
        OF_VMA_LOCKS.contains(rule)
            ? new Lab(new PerVma64(), KernelParams.standard())
            : labWithHook();
    lab.run(
        hands -> {
          body(lab, hands);
          BREAKERS.get(rule).accept(lab, hands);
        });
    assertThat(lab.brokenRules()).contains(rule.id());
  }

  @Test
  void acquitsTheSameWorkDoneRight() {
    Lab lab = labWithHook();
    lab.run(
        hands -> {
          body(lab, hands);
          Invariants.checkQuiescent(lab.mm());
          hands.syscalls().munmap(BASE + PAGE, PAGE);
          Invariants.checkQuiescent(lab.mm());
          hands.task().exit();
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  private static VmArea vma(Lab lab) {
    for (int i = 0; i < lab.mm().vmas().size(); i++) {
      if (lab.mm().vmas().at(i).start() == BASE) {
        return lab.mm().vmas().at(i);
      }
    }
    throw new AssertionError("no VMA at the base");
  }

  private static PteTable table(Lab lab) {
    return lab.mm().pageTables().find(BASE);
  }

  private static int frame(Lab lab) {
    return Pte.frame(table(lab).get(0));
  }

  private static void reading(Lab lab, Runnable work) {
    lab.mm().mmapSem().downRead();
    work.run();
    lab.mm().mmapSem().upRead();
  }

  private static void writing(Lab lab, Runnable work) {
    lab.mm().mmapSem().downWrite();
    work.run();
    lab.mm().mmapSem().upWrite();
  }

  private static void quiesce(Lab lab, Runnable work) {
    work.run();
    Invariants.checkQuiescent(lab.mm());
  }

  private static void atRest(Lab lab, Runnable work) {
    work.run();
    SystemInvariants.check(lab.kernel);
  }

  private static void openADriverVmaTwice(Lab lab, Hands hands) {
    ShmSegment segment = ShmSegment.of(lab.kernel, PAGE);
    atRest(lab, () -> segment.open(vma(lab)));
  }

  private static void swallowAnUnmapEvent(Lab lab, Hands hands) {
    UserfaultfdCtx ctx = new UserfaultfdCtx(lab.mm(), true);
    writing(lab, () -> vma(lab).setUserfaultfd(ctx));
    writing(
        lab,
        () -> {
          VmaRange span = new Munmap(hands.task()).range().lookup(BASE, 4 * PAGE);
          UnmapEvents.of(hands.task()).prep(span);
        });
    SystemInvariants.check(lab.kernel);
  }

  private static void adjustUnderTheReadLock(Lab lab, Hands hands) {
    reading(lab, () -> lab.mm().vmas().adjust(vma(lab), BASE, BASE + 2 * PAGE, 0));
  }

  private static void changeFlagsUnderTheReadLock(Lab lab, Hands hands) {
    reading(lab, () -> vma(lab).setFlags(vma(lab).flags() | VmFlags.VM_LOCKED));
  }

  private static void freeTablesUnderTheReadLock(Lab lab, Hands hands) {
    reading(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          MmuGather gather = munmap.tlbGather();
          lab.mm().pageTables().freeRange(gather, BASE, BASE + PAGE, 0, 0);
          gather.finish();
        });
  }

  private static void faultWithoutTheLock(Lab lab, Hands hands) {
    Fault.of(hands.task()).handle(vma(lab), BASE + PAGE, true);
  }

  private static void forgetABreakpoint(Lab lab, Hands hands) {
    OpenFile file = new OpenFile(new Inode(lab.kernel, Inode.Kind.REGULAR, PAGE), true, true);
    hands.syscalls().uprobe(file, 0);
    int prot = MmapFlags.PROT_READ | MmapFlags.PROT_EXEC;
    hands.syscalls().mmap(BASE, PAGE, prot, MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED, file, 0);
    hands.memory().load(BASE);
    quiesce(lab, lab.mm().uprobes()::clear);
  }

  private static void freeASharedTable(Lab lab, Hands hands) {
    PageTables tables = lab.mm().pageTables();
    tables.pmdTable(BASE).addSharers(1);
    writing(
        lab,
        () -> {
          MmuGather gather = new Munmap(hands.task()).tlbGather();
          tables.freeRange(gather, BASE, BASE + PAGE, 0, 0);
          gather.finish();
        });
  }

  private static void cutAHugePage(Lab lab, Hands hands) {
    int flags = ANON_FIXED | MmapFlags.MAP_HUGETLB;
    hands.syscalls().mmap(BASE, Addr.PMD_SIZE, RW, flags, null, 0);
    writing(lab, () -> lab.mm().vmas().adjust(vma(lab), BASE, BASE + PAGE, 0));
    Invariants.checkQuiescent(lab.mm());
  }

  private static void callTheHookUnderTheReadLock(Lab lab, Hands hands) {
    reading(lab, () -> new Munmap(hands.task()).removeVmas().archUnmap(BASE, BASE + PAGE));
  }

  private static void insertOverAnother(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().vmas().insert(new VmArea(lab.mm(), BASE, BASE + PAGE, 0, 0)));
  }

  private static void detachFromTheTreeAlone(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().vmas().erase(vma(lab)));
    Invariants.checkQuiescent(lab.mm());
  }

  private static void munmapTheNeighbour(Lab lab, Hands hands) {
    lab.mm().coverage().begin(BASE + 4 * PAGE, PAGE);
    hands.syscalls().mremap(BASE, 4 * PAGE, 3 * PAGE, 0, 0);
    lab.mm().coverage().end(0);
  }

  private static void failAfterUnmapping(Lab lab, Hands hands) {
    lab.mm().coverage().begin(BASE, 4 * PAGE);
    hands.syscalls().mremap(BASE, 4 * PAGE, 3 * PAGE, 0, 0);
    lab.mm().coverage().end(-Errno.ENOMEM);
  }

  private static void markOneOfTwoHalves(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          VmaSplit.of(lab.mm()).split(vma(lab), BASE + PAGE, false);
          vma(lab).setFlags(vma(lab).flags() | VmFlags.VM_DEAD);
        });
    Invariants.checkQuiescent(lab.mm());
  }

  private static void mapIntoWhatAnotherUnmaps(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          VmaRange span = munmap.range().lookup(BASE, 4 * PAGE);
          munmap.detach().detach(span);
          span.setOwner(null);
          lab.mm().vmas().insert(new VmArea(lab.mm(), BASE, BASE + PAGE, 0, 0));
        });
  }

  private static void useAfterMunmap(Lab lab, Hands hands) {
    VmArea vma = vma(lab);
    hands.syscalls().munmap(BASE, 4 * PAGE);
    vma.start();
  }

  private static void removeAMappingTwice(Lab lab, Hands hands) {
    int frame = frame(lab);
    lab.kernel.frames().removeMapping(frame);
    lab.kernel.frames().removeMapping(frame);
  }

  private static void faultInADetachedVma(Lab lab, Hands hands) {
    VmArea vma = vma(lab);
    writing(
        lab,
        () -> {
          lab.mm().vmas().remove(vma);
          Fault.of(hands.task()).handle(vma, BASE + PAGE, true);
        });
  }

  private static void freeAPageThatACpuStillTranslatesTo(Lab lab, Hands hands) {
    int frame = frame(lab);
    table(lab).put(0, Pte.NONE);
    lab.kernel.frames().removeMapping(frame);
    lab.kernel.frames().put(0, frame);
  }

  private static void dropAMappedPageFromTheCache(Lab lab, Hands hands) {
    Inode inode = new Inode(lab.kernel, Inode.Kind.REGULAR, PAGE);
    int flags = MmapFlags.MAP_SHARED | MmapFlags.MAP_FIXED;
    hands.syscalls().mmap(BASE, PAGE, RW, flags, new OpenFile(inode, true, true), 0);
    hands.memory().load(BASE);
    inode.cache().drop(0, 1, 0);
  }

  private static void freeAnMlockedPage(Lab lab, Hands hands) {
    hands.syscalls().mlock(BASE, 4 * PAGE, 0);
    writing(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          VmaRange span = munmap.range().lookup(BASE, 4 * PAGE);
          munmap.detach().detach(span);
          munmap.unmapRegion(span);
        });
  }

  private static void clearAnEntryWithoutAFlush(Lab lab, Hands hands) {
    quiesce(lab, () -> table(lab).put(0, Pte.NONE));
  }

  private static void clearAnEntryWithoutTellingTheGuest(Lab lab, Hands hands) {
    hands.events().guestLoad(BASE);
    table(lab).put(0, Pte.NONE);
    hands.events().guestLoad(BASE);
  }

  private static void storeToAPageThatIsTakenForClean(Lab lab, Hands hands) {
    OpenFile file = new OpenFile(new Inode(lab.kernel, Inode.Kind.REGULAR, PAGE), true, true);
    hands.files().write(file, 0, (byte) 'a');
    hands.files().fsync(file);
    lab.kernel.frames().write(file.inode().cache().cached(0), 0, (byte) 'b');
    SystemInvariants.check(lab.kernel);
  }

  private static void freeATableThatIsNotEmpty(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          MmuGather gather = new Munmap(hands.task()).tlbGather();
          lab.mm().pageTables().freeRange(gather, BASE, BASE + PAGE, 0, 0);
          gather.finish();
        });
  }

  private static void freeATableWithoutAFlush(Lab lab, Hands hands) {
    lab.kernel.tlbs().checkNotCached(table(lab));
  }

  private static void freeTwice(PteTable table) {
    table.free();
    table.free();
  }

  private static void leaveTablesBehind(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          VmaRange span = munmap.range().lookup(BASE, 4 * PAGE);
          munmap.unmapVmas().zapPageRange(span);
          munmap.detach().detach(span);
          munmap.removeVmas().remove(span);
        });
    Invariants.checkQuiescent(lab.mm());
  }

  /** A protection that no fault can satisfy: the entry says no, and the VMA says yes. */
  private static void faultForEver(Lab lab, Hands hands) {
    Tlb tlb = lab.kernel.tlbs().of(0);
    tlb.flush(lab.mm(), 0, Addr.TASK_SIZE, true);
    table(lab).put(0, Pte.of(frame(lab), Pte.PROTNONE | Pte.WRITE));
    hands.memory().load(BASE);
  }

  private static void miscount(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().counters().account(0, 1));
    Invariants.checkQuiescent(lab.mm());
  }

  private static void miscountLocked(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().counters().addLocked(1));
    Invariants.checkQuiescent(lab.mm());
  }

  private static void missAPeak(Lab lab, Hands hands) {
    lab.mm().rss().add(RssStat.MM_ANONPAGES, 1);
    lab.mm().rss().add(RssStat.MM_ANONPAGES, -1);
    Invariants.checkQuiescent(lab.mm());
  }

  private static void miscountCommitted(Lab lab, Hands hands) {
    lab.kernel.account(1);
    SystemInvariants.check(lab.kernel);
  }

  private static void loseAHugePage(Lab lab, Hands hands) {
    lab.kernel.hugetlb().take(false);
    SystemInvariants.check(lab.kernel);
  }

  private static void leaveADeadVma(Lab lab, Hands hands) {
    writing(lab, () -> vma(lab).setFlags(vma(lab).flags() | VmFlags.VM_DEAD));
    Invariants.checkQuiescent(lab.mm());
  }

  private static void faultWhileForkCopies(Lab lab, Hands hands) {
    vma(lab).checks().beginCopy();
    lab.machine.spawn("other", 1, () -> lab.hands().memory().store(BASE + PAGE, 'b'));
  }
}
