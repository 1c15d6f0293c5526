// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** Strategies that are strange rather than wrong, through the whole stage. */
class ExploreStageTest {
  private static final CaseFile SCENARIO =
      new CaseFile(
          "own.cases",
          """
          @own | two unmap, one reads | explore | aims=L1
          map(0,2)
          fill(0,2)
          T1: unmap(0,1) => *
          T1: unmap(1,1) => *
          T2: r(0) => *
          T2: unmap(0,2) => *
          """);

  private static StageRun run(Supplier<UnmapStrategy> factory) {
    Subject subject = new Subject(StrategyInfo.of(factory.get().getClass(), false), factory);
    return StageRun.of(
        "explore", StageRun.request(subject, 20, "own,goals,repeatable", List.of(SCENARIO)));
  }

  private static CaseRecord caseOf(StageRun run, String id) {
    return run.cases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
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

  /** Counts for ever. */
  static final class CountsForEver implements UnmapStrategy {
    static int calls;

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      if (++calls % 7 == 0) {
        kernel.vmas().lookup(start, length);
      }
      return exclusive(kernel, start, length);
    }
  }

  /** Counts within a run. */
  static final class CountsCalls implements UnmapStrategy {
    private int count;

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      kernel.mmapSem().downWrite();
      if (++count == 2) {
        kernel.mmapSem().upWrite();
        kernel.mmapSem().downWrite();
      }
      int result = kernel.doMunmap(start, length);
      kernel.mmapSem().upWrite();
      return result;
    }
  }

  /** Claims what it does not do. */
  @Strategy(id = "boaster", claims = Claim.DOWNGRADES)
  static final class Boaster implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return exclusive(kernel, start, length);
    }
  }

  @Test
  void aCorrectStrategyGetsACertificateForEachScenario() {
    StageRun run = run(() -> ExploreStageTest::exclusive);
    assertThat(run.cases()).allMatch(c -> c.status() == CaseStatus.PASS);
    assertThat(run.cases()).hasSize(3);
    assertThat(caseOf(run, "own").message())
        .contains("bounded (2 preemptions): 2 tasks")
        .contains("random");
  }

  @Test
  void aProgramThatAccusesAllCorrectStrategiesAccusesNobody() {
    CaseFile wrong =
        new CaseFile(
            "own.cases",
            """
            @own | the expectation is wrong | explore | aims=C1
            map(0,1)
            T1: unmap(0,1) => EINVAL
            T2: r(0) => *
            """);
    Subject subject =
        new Subject(StrategyInfo.of(CountsCalls.class, false), () -> ExploreStageTest::exclusive);
    StageRun run =
        StageRun.of("explore", StageRun.request(subject, 20, "explore/own", List.of(wrong)));
    assertThat(run.findings()).isEmpty();
    assertThat(caseOf(run, "own").status()).isEqualTo(CaseStatus.SKIP);
    assertThat(caseOf(run, "own").headline())
        .isEqualTo(
            "Not judged: own accuses every correct strategy of the kit too (exclusive, merged-5.8,"
                + " pervma-6.4, gather-6.12), so that the program is at fault, or mmkit.");
  }

  @Test
  void anAccusationOfTheUsersProgramSaysThatCorrectStrategiesPassIt() {
    StageRun run = run(() -> (kernel, start, length) -> 5);
    assertThat(caseOf(run, "own").status()).isEqualTo(CaseStatus.FAIL);
    assertThat(caseOf(run, "own").message()).endsWith("The kit's correct strategies pass own.");
  }

  @Test
  void aMunmapThatNoSignalCanEndIsToldSoAndPasses() {
    Subject subject =
        new Subject(StrategyInfo.of(CountsCalls.class, false), () -> ExploreStageTest::exclusive);
    StageRun run =
        StageRun.of(
            "explore",
            StageRun.request(subject, 20, "explore/a07-killed,explore/goals", List.of()));
    assertThat(rules(run)).containsExactly("KILLABLE");
    assertThat(run.cases()).allMatch(c -> c.status() == CaseStatus.PASS);
  }

  @Test
  void aStrategyOfVmasWithLocksKeepsNoState() {
    StageRun run = StageRun.of("explore", "pervma-6.4", 20, "explore/a01-read,explore/repeatable");
    assertThat(run.cases()).allMatch(c -> c.status() == CaseStatus.PASS);
  }

  @Test
  void whatBreaksWithAHookOnlyIsLatentAndPasses() {
    StageRun run = StageRun.of("explore", "merged-4.20", 20, "explore/f12-locked");
    assertThat(caseOf(run, "f12-locked").status()).isEqualTo(CaseStatus.PASS);
    assertThat(run.findings())
        .isNotEmpty()
        .allMatch(f -> f.broken().findingClass() == FindingClass.LATENT)
        .allMatch(f -> f.sentence().endsWith("(matters only on x86 with MPX, Linux 3.19 to 5.5)"));
  }

  @Test
  void aStaticCounterIsNamedAsWhatIsNotInTheSchedule() {
    StageRun run = run(CountsForEver::new);
    assertThat(rules(run)).contains("REPEAT");
    assertThat(caseOf(run, "repeatable").message())
        .contains("CountsForEver")
        .contains("Static fields outlive a run: calls");
  }

  @Test
  void aCounterOfAnInstanceIsNamedAsState() {
    StageRun run = run(CountsCalls::new);
    assertThat(rules(run)).contains("STATE");
    assertThat(caseOf(run, "repeatable").message()).contains("keeps state").contains("count");
  }

  @Test
  void whoAlwaysFailsMissesAGoal() {
    StageRun run = run(() -> (kernel, start, length) -> -12);
    assertThat(rules(run)).contains("UNMAPS");
    assertThat(caseOf(run, "goals").status()).isEqualTo(CaseStatus.FAIL);
  }

  @Test
  void whoClaimsADowngradeAndNeverMakesItMissesAGoal() {
    StageRun run = run(Boaster::new);
    assertThat(rules(run)).containsExactly("DOWNGRADES");
    assertThat(caseOf(run, "own").status()).isEqualTo(CaseStatus.PASS);
  }

  @Test
  void aMarkOnAVmaWithoutALockIsRefusedInASentence() {
    StageRun run =
        run(
            () ->
                (kernel, start, length) -> {
                  kernel.mmapSem().downWrite();
                  kernel.vmas().markDetached(kernel.vmas().findVma(start));
                  return 0;
                });
    assertThat(caseOf(run, "own").status()).isEqualTo(CaseStatus.BROKEN);
    assertThat(caseOf(run, "own").message())
        .contains("markDetached needs VMAs that have locks of their own.")
        .contains("era is MMAP_SEM");
  }
}
