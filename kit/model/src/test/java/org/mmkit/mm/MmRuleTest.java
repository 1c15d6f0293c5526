// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;
import static org.mmkit.mm.RuleSetting.atRest;
import static org.mmkit.mm.RuleSetting.quiesce;
import static org.mmkit.mm.RuleSetting.reading;
import static org.mmkit.mm.RuleSetting.table;
import static org.mmkit.mm.RuleSetting.vma;

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
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.pervma.PerVma64;

/**
 * Every rule of the address space convicts the smallest body that breaks it, and no correct one.
 */
class MmRuleTest {
  private static final Map<MmRule, BiConsumer<Lab, Hands>> BREAKERS = new EnumMap<>(MmRule.class);

  static {
    BREAKERS.put(MmRule.D1, (lab, hands) -> lab.mm().vmas().find(BASE));
    BREAKERS.put(MmRule.D2, VmaBreakers::adjustUnderTheReadLock);
    BREAKERS.put(MmRule.D3, VmaBreakers::changeFlagsUnderTheReadLock);
    BREAKERS.put(MmRule.D4, PageBreakers::freeTablesUnderTheReadLock);
    BREAKERS.put(MmRule.D5, PageBreakers::faultWithoutTheLock);
    BREAKERS.put(MmRule.D6, (lab, hands) -> table(lab).set(0, table(lab).get(0)));
    BREAKERS.put(MmRule.D9, (lab, hands) -> lab.mm().counters().account(0, 1));
    BREAKERS.put(MmRule.D7, (lab, hands) -> vma(lab).lock().startWrite());
    BREAKERS.put(MmRule.I_A, (lab, hands) -> vma(lab).lock().markDetached(true));
    BREAKERS.put(MmRule.I_C, VmaBreakers::faultWhileForkCopies);
    BREAKERS.put(MmRule.V1, VmaBreakers::insertOverAnother);
    BREAKERS.put(MmRule.V2, VmaBreakers::detachFromTheTreeAlone);
    BREAKERS.put(MmRule.V3, VmaBreakers::munmapTheNeighbour);
    BREAKERS.put(MmRule.V4, VmaBreakers::failAfterUnmapping);
    BREAKERS.put(MmRule.L10, VmaBreakers::munmapInTwoHolds);
    BREAKERS.put(MmRule.V5, (lab, hands) -> vma(lab).free());
    BREAKERS.put(MmRule.V6, (lab, hands) -> quiesce(lab, () -> vma(lab).gap = 0));
    BREAKERS.put(MmRule.V7, VmaBreakers::markOneOfTwoHalves);
    BREAKERS.put(MmRule.V8, VmaBreakers::mapIntoWhatAnotherUnmaps);
    BREAKERS.put(MmRule.V9, (lab, hands) -> vma(lab).dup(lab.mm()).checks().requireComplete());
    BREAKERS.put(MmRule.U1, VmaBreakers::useAfterMunmap);
    BREAKERS.put(MmRule.U2, (lab, hands) -> reading(lab, lab.mm()::drop));
    BREAKERS.put(MmRule.P1, PageBreakers::removeAMappingTwice);
    BREAKERS.put(MmRule.P2, PageBreakers::faultInADetachedVma);
    BREAKERS.put(MmRule.P3, PageBreakers::freeAPageThatACpuStillTranslatesTo);
    BREAKERS.put(MmRule.P4, PageBreakers::dropAMappedPageFromTheCache);
    BREAKERS.put(MmRule.P5, PageBreakers::freeAnMlockedPage);
    BREAKERS.put(MmRule.T_TLB, PageBreakers::clearAnEntryWithoutAFlush);
    BREAKERS.put(MmRule.T_TLB2, PageBreakers::clearAnEntryWithoutTellingTheGuest);
    BREAKERS.put(MmRule.Q6, (lab, hands) -> quiesce(lab, () -> lab.mm().notifiers().start(0, 1)));
    BREAKERS.put(MmRule.S6, PageBreakers::storeToAPageThatIsTakenForClean);
    BREAKERS.put(MmRule.T1, PageBreakers::freeATableThatIsNotEmpty);
    BREAKERS.put(MmRule.T2, PageBreakers::freeATableWithoutAFlush);
    BREAKERS.put(MmRule.T3, PageBreakers::freeTablesUnderTheReadLock);
    BREAKERS.put(MmRule.T4, (lab, hands) -> PageBreakers.freeTwice(table(lab)));
    BREAKERS.put(MmRule.T5, PageBreakers::leaveTablesBehind);
    BREAKERS.put(MmRule.PG2, PageBreakers::faultForEver);
    BREAKERS.put(MmRule.A1, VmaBreakers::miscount);
    BREAKERS.put(MmRule.A2, (lab, hands) -> quiesce(lab, () -> lab.mm().rss().add(0, 1)));
    BREAKERS.put(MmRule.A3, VmaBreakers::miscountLocked);
    BREAKERS.put(MmRule.A6, VmaBreakers::missAPeak);
    BREAKERS.put(MmRule.Q5, (lab, hands) -> quiesce(lab, lab.mm().flushes()::incTlbFlushPending));
    BREAKERS.put(MmRule.A5, (lab, hands) -> atRest(lab, () -> lab.kernel.account(1)));
    BREAKERS.put(MmRule.R3, (lab, hands) -> atRest(lab, () -> lab.kernel.hugetlb().take(false)));
    BREAKERS.put(MmRule.R4, VmaBreakers::openADriverVmaTwice);
    BREAKERS.put(MmRule.F_E, VmaBreakers::swallowAnUnmapEvent);
    BREAKERS.put(MmRule.F_U, VmaBreakers::forgetABreakpoint);
    BREAKERS.put(MmRule.H2, PageBreakers::freeASharedTable);
    BREAKERS.put(MmRule.H1, VmaBreakers::cutAHugePage);
    BREAKERS.put(MmRule.F_H, VmaBreakers::callTheHookUnderTheReadLock);
    BREAKERS.put(MmRule.S7, VmaBreakers::leaveADeadVma);
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
}
