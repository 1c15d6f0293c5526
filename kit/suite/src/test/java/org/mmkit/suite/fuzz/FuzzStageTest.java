// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.UnmapStrategy;

class FuzzStageTest {

  @ParameterizedTest
  @ValueSource(strings = {"exclusive", "merged-4.20", "gather-6.12"})
  void aRightStrategyIsNotAccused(String strategy) {
    StageRun run = run(strategy, List.of(), 400, List.of(), false);
    assertThat(run.findings()).isEmpty();
    assertThat(only(run).status()).as(only(run).message()).isEqualTo(CaseStatus.PASS);
  }

  @Test
  void aFindingIsASmallProgramWithACommandThatShowsItAgain() {
    StageRun run = run("merged-4.20", List.of("E-01"), 60, List.of(), false);
    CaseRecord record = only(run);
    assertThat(record.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(record.message())
        .contains("@F-")
        .containsIgnoringCase("lock")
        .contains("mvn mmkit:replay ");
    assertThat(run.findings()).isNotEmpty();
    assertThat(run.files().keySet()).allMatch(name -> name.endsWith(".sched"));
    String sched = run.files().values().iterator().next();
    StageRun again =
        StageRun.of(
            "replay",
            request("merged-4.20", List.of("E-01"), 1, List.of(), false)
                .withGoal(
                    JudgeRequest.Goal.replay(new CaseFile("a.sched", sched), OptionalInt.empty()))
                .on(subject("merged-4.20")));
    assertThat(only(again).message()).contains("It comes again");
  }

  @Test
  void theSameSeedGivesTheSameResultAndAnotherSeedOthers() {
    String first = only(run("merged-5.8", List.of(), 200, List.of(), true)).message();
    assertThat(only(run("merged-5.8", List.of(), 200, List.of(), true)).message()).isEqualTo(first);
    assertThat(new ProgramMaker(1).alone(3)).isNotEqualTo(new ProgramMaker(2).alone(3));
  }

  @Test
  void theCorpusOfOneRunIsTheBeginningOfTheNext() {
    StageRun first = run("exclusive", List.of(), 100, List.of(), true);
    List<CaseFile> kept =
        first.files().entrySet().stream()
            .filter(file -> file.getKey().startsWith("F-"))
            .map(file -> new CaseFile(file.getKey(), file.getValue()))
            .toList();
    assertThat(kept).hasSizeGreaterThan(10);
    StageRun next = run("exclusive", List.of(), 1, kept, true);
    assertThat(only(next).message()).startsWith((kept.size() + 1) + " programs");
  }

  private static CaseRecord only(StageRun run) {
    assertThat(run.cases()).hasSize(1);
    return run.cases().get(0);
  }

  private static StageRun run(
      String strategy, List<String> defects, int budget, List<CaseFile> files, boolean whole) {
    return StageRun.of(
        "fuzz", request(strategy, defects, budget, files, whole).on(subject(strategy)));
  }

  private static Asked request(
      String strategy, List<String> defects, int budget, List<CaseFile> files, boolean whole) {
    return new Asked(
        JudgeRequest.of(
                "fuzz",
                new JudgeRequest.Selection(CaseGlob.ALL, files, whole),
                new JudgeRequest.Search(JudgeRequest.Search.DEFAULT_SEED).withBudget(budget))
            .withDefects(defects));
  }

  /** A request without a strategy. */
  private record Asked(JudgeRequest request) {
    Asked withGoal(JudgeRequest.Goal goal) {
      return new Asked(request.withGoal(goal));
    }

    StageRequest on(Subject subject) {
      return new StageRequest(request, subject, Optional.empty());
    }
  }

  private static Subject subject(String strategy) {
    Supplier<UnmapStrategy> factory = Museum.strategy(strategy);
    return new Subject(StrategyInfo.of(factory.get().getClass(), true), factory);
  }
}
