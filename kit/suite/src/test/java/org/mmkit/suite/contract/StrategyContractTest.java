// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.explore.RaceStage;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.Moment;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Small ways to break the contract of a strategy, run through the real stages. */
class StrategyContractTest {

  private static StageRun run(String stage, UnmapStrategy strategy, String glob) {
    Subject subject = new Subject(StrategyInfo.of(strategy.getClass(), false), () -> strategy);
    return StageRun.of(stage, StageRun.request(subject, 20, glob, List.of()));
  }

  private static List<String> rules(StageRun run) {
    return run.findings().stream().map(finding -> finding.broken().id()).toList();
  }

  private static int exclusive(UnmapContext kernel, long start, long length) {
    kernel.mmapSem().downWrite();
    int result = kernel.doMunmap(start, length);
    kernel.mmapSem().upWrite();
    return result;
  }

  @Test
  void aPositiveResultIsReported() {
    StageRun run =
        run(
            "conformance",
            (kernel, start, length) -> exclusive(kernel, start, length) == 0 ? 1 : -22,
            "MUN-001");
    assertThat(rules(run)).contains("S1");
  }

  @Test
  void anErrnoThatMunmapNeverReturnsIsReported() {
    StageRun run = run("conformance", (kernel, start, length) -> -14, "MUN-001");
    assertThat(rules(run)).contains("S1");
  }

  @Test
  void aLockThatIsLeftHeldIsReported() {
    StageRun run =
        run(
            "conformance",
            (kernel, start, length) -> {
              kernel.mmapSem().downWrite();
              return kernel.doMunmap(start, length);
            },
            "MUN-001");
    assertThat(rules(run)).containsExactly("K3");
  }

  @Test
  void aFindingTellsWhatTheStrategyDid() {
    StageRun run = run("explore", Museum.strategy("merged-4.20").get(), "d03-stack");
    assertThat(run.findings()).isNotEmpty();
    assertThat(run.findings().get(0).place().walk())
        .extracting(StrategyStep::word)
        .startsWith("down_write", "lookupAndSplit", "userfaultfd.prep", "munlock", "detach");
    assertThat(run.findings().get(0).place().walk().get(0).source()).startsWith("VmMunmap.java:");
  }

  @Test
  void theRunThatIsDrawnTellsTheStateAtEachStep() {
    StageRun run = run("explore", Museum.strategy("merged-4.20").get(), "d03-stack");
    Evidence evidence = run.findings().get(0).evidence().orElseThrow();
    List<Moment> moments = evidence.moments();
    assertThat(moments).hasSize(evidence.marks().found() + 1);
    assertThat(moments.get(0).changes()).containsKey("count total_vm");
    assertThat(moments)
        .filteredOn(moment -> moment.did().equals("downgrade_write"))
        .isNotEmpty()
        .allSatisfy(
            moment ->
                assertThat(moment.changes()).containsEntry("lock &mm->mmap_sem", "T1 DOWNGRADED"));
    Map<String, String> before = new TreeMap<>();
    for (Moment moment : moments) {
      assertThat(moment.changes()).allSatisfy((k, v) -> assertThat(before.get(k)).isNotEqualTo(v));
      before.putAll(moment.changes());
    }
  }

  @Test
  void aStepOnARangeWithoutVmasIsRefusedWithASentence() {
    UnmapStrategy careless =
        (kernel, start, length) -> {
          kernel.mmapSem().downWrite();
          kernel.detach(kernel.lookupAndSplit(start, length));
          kernel.mmapSem().upWrite();
          return 0;
        };
    assertThat(run("conformance", careless, "MUN-0*").cases())
        .filteredOn(c -> c.status() == CaseStatus.BROKEN)
        .isNotEmpty()
        .allSatisfy(
            c -> assertThat(c.message()).contains("detach of a range without VMAs: test vmas.err"));
  }

  @Test
  void aStrategyThatDoesNothingIsConvictedByEveryStage() {
    UnmapStrategy idle = (kernel, start, length) -> kernel.checkRange(start, length);
    assertThat(rules(run("conformance", idle, "MUN-*"))).contains("C1");
    assertThat(rules(run("race", idle, "race/gone"))).contains("L2");
    StageRun hold = run("hold", idle, "hold/undisturbed");
    assertThat(rules(hold)).containsExactly("C1", "L2");
    assertThat(hold.cases()).singleElement().matches(c -> c.status() == CaseStatus.FAIL);
  }

  @Test
  void aShortcutForLargeRangesIsSeenByTheStageThatMeasuresThem() {
    UnmapStrategy lazy =
        (kernel, start, length) -> length >= 1L << 30 ? 0 : exclusive(kernel, start, length);
    assertThat(rules(run("conformance", lazy, "MUN-00*"))).isEmpty();
    assertThat(rules(run("hold", lazy, "hold/undisturbed"))).containsExactly("C1", "L2");
  }

  @Strategy(
      id = "promises",
      claims = {Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
  static final class Promises implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      MmapSem mmapSem = kernel.mmapSem();
      mmapSem.downWrite();
      VmaRange vmas = kernel.lookupAndSplit(start, length);
      if (vmas.error() != 0 || vmas.isEmpty()) {
        mmapSem.upWrite();
        return vmas.error();
      }
      kernel.munlock(vmas);
      kernel.detach(vmas);
      mmapSem.downgradeWrite();
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      mmapSem.upRead();
      return 0;
    }
  }

  @Test
  void aClaimAboutSpecialMappingsThatDoesNotHoldIsReported() {
    assertThat(rules(run("conformance", new Promises(), "HUG-009"))).containsExactly("S5");
    assertThat(rules(run("conformance", new Promises(), "UPR-001"))).containsExactly("S5");
  }

  @Strategy(id = "asks", claims = Claim.UPROBES_EXCLUSIVE)
  static final class AsksForProbes implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      MmapSem mmapSem = kernel.mmapSem();
      mmapSem.downWrite();
      int result = doMunmap(kernel, start, length);
      if (result == 1) {
        mmapSem.upRead();
        return 0;
      }
      mmapSem.upWrite();
      return result;
    }

    @Override
    public CompanionPaths companions(CompanionPaths standard) {
      return standard.withMremapShrink(AsksForProbes::doMunmap);
    }

    private static int doMunmap(UnmapContext kernel, long start, long length) {
      VmaRange vmas = kernel.lookupAndSplit(start, length);
      if (vmas.error() != 0 || vmas.isEmpty()) {
        return vmas.error();
      }
      boolean alone = vmas.hasUprobes();
      kernel.munlock(vmas);
      kernel.detach(vmas);
      if (!alone) {
        kernel.mmapSem().downgradeWrite();
      }
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      return alone ? 0 : 1;
    }
  }

  private static Exploration exploredAtRandom(Program program) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment experiment = new Experiment(program, setup, AsksForProbes::new);
    Exploration search = new Exploration(experiment, 1, () -> {});
    search.search(new Exploration.Limits(-1, 0, 0, 500));
    return search;
  }

  /** A file gets a probe under no lock of the address space, and so after it was asked for. */
  @Test
  void aClaimHoldsIfAProbeCameAfterTheStrategyAsked() {
    Program program =
        Scenarios.shipped().stream()
            .filter(one -> one.id().equals("con007-probe"))
            .findFirst()
            .orElseThrow();
    Exploration search = exploredAtRandom(program);
    assertThat(search.runs()).isEqualTo(500);
    assertThat(search.discoveries()).isEmpty();
  }

  /** There the caller holds the lock already. */
  @Test
  void soItDoesInATailThatMremapUnmaps() {
    String text =
        """
        @probe-tail | a probe comes while mremap unmaps a tail | race
        map(0,3,RX,'pf',fd='u')
        T1: remap(0,3,1) => *
        T2: uprobe(1) => *
        """;
    assertThat(exploredAtRandom(CaseParser.parse("probe.cases", text).get(0)).discoveries())
        .isEmpty();
  }

  @Test
  void theDefaultBudgetIsAHundredThousandSchedules() {
    assertThat(Scenarios.races().size() * RaceStage.BUDGET).isGreaterThanOrEqualTo(100_000);
  }
}
