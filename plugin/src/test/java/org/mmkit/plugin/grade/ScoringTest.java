// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.Verdict;

class ScoringTest {

  private static Score score(RunRecord run, String... rubric) {
    return Scoring.score(RubricParser.parse("r.txt", List.of(rubric), Set.of()), run, 0);
  }

  private static Score.Part part(RunRecord run, String... rubric) {
    return score(run, rubric).parts().get(0);
  }

  @Test
  void eachPartHasItsPointsAndSaysWhy() {
    assertThat(SampleScore.score().parts())
        .extracting(part -> part.id() + " " + part.points() + " " + part.sentence())
        .containsExactly(
            "sequential 26.66 2 of 3 cases passed, 1 skipped.",
            "races 0 1 of 3 cases passed; all of them count, or none.",
            "rules 0 Broken: L4 (MM0304).",
            "hold 0 Counts only with all points of sequential. hold.exclusive_hold_ns is 20 µs; all"
                + " points at 20 µs, none at 2 s.",
            "quick 3.39 hold.total_ns is 2.5 s; all points at 2 s, none at 4 s.",
            "secret 0 0 of 1 case passed.",
            "regression 15 3 of 4 cases passed, 1 skipped.");
  }

  @Test
  void daysLateTakeTheirShareOff() {
    Score score = SampleScore.score();
    assertThat(score.max()).isEqualTo(new Points(100_00));
    assertThat(score.earned()).isEqualTo(new Points(45_05));
    assertThat(score.total()).isEqualTo(new Points(36_04));
  }

  @ParameterizedTest
  @CsvSource({
    "20us, 2s, 20000, 10", "20us, 2s, 1, 10", "20us, 2s, 2000000000, 0",
    "20us, 2s, 9999999999, 0", "20us, 2s, 200000, 8", "20us, 2s, 2000000, 6",
    "20us, 2s, 20001, 9.99", "20us, 2s, 0, 10",
  })
  void timesCountByTheirOrderOfMagnitude(String full, String none, long value, String points) {
    Criterion.Measure measure =
        (Criterion.Measure)
            CriterionParser.parse("", "measure", "hold.x_ns full " + full + " none " + none);
    assertThat(measure.points(new Points(10_00), value).toString()).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"900, 10", "1000, 10", "100, 0", "0, 0", "500, 5", "899, 9.98"})
  void otherNumbersCountByTheirDistance(long value, String points) {
    Criterion.Measure measure =
        (Criterion.Measure) CriterionParser.parse("", "measure", "perf.score full 900 none 100");
    assertThat(measure.points(new Points(10_00), value).toString()).isEqualTo(points);
  }

  @Test
  void aStageThatBrokeGivesNoPointsForWhatItDidNotReach() {
    List<StageRecord> stages = new ArrayList<>(SampleScore.STAGES.subList(0, 1));
    stages.add(
        new StageRecord(
            "race",
            List.of(
                CaseRecord.pass("fork", "race"),
                CaseRecord.broken("reuse", "race", "The strategy called System.exit."))));
    RunRecord run = SampleScore.run(Verdict.BROKEN, stages);
    assertThat(part(run, "part a 9", "cases conformance/MUN-*").points())
        .isEqualTo(new Points(600));
    for (String criterion :
        List.of(
            "cases race/fork",
            "cases conformance/MUN-*, race/fork",
            "stage explore",
            "rules L4",
            "measure hold.total_ns full 1s none 2s")) {
      Score.Part part = part(run, "part a 9", criterion);
      assertThat(part.points()).as(criterion).isEqualTo(Points.ZERO);
      assertThat(part.sentence())
          .isEqualTo("The run has no verdict: The strategy called System.exit.");
    }
  }

  @Test
  void aStageWithABrokenRuleGivesNoPointsForItsMeasures() {
    List<StageRecord> stages =
        List.of(new StageRecord("hold", List.of(CaseRecord.fail("undisturbed", "", "nothing"))));
    Score.Part part =
        part(
            SampleScore.run(Verdict.FAIL, stages),
            "part a 9",
            "measure hold.total_ns full 9s none 10s");
    assertThat(part.points()).isEqualTo(Points.ZERO);
    assertThat(part.sentence()).isEqualTo("Stage hold failed 1, so no measure counts.");
  }

  @Test
  void aCaseThatPassesAndBreaksASafetyRuleHasFailed() {
    List<StageRecord> stages =
        List.of(
            new StageRecord(
                "race",
                List.of(
                    CaseRecord.pass("reuse", "race")
                        .withFindings(List.of(SampleScore.REAPPEARED)))));
    assertThat(part(SampleScore.run(Verdict.FAIL, stages), "part a 9", "stage race").points())
        .isEqualTo(Points.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cases race/reuze | r.txt:1: the part a is about race/reuze, and the run has no such case",
        "cases race/reuse, race/x | the part a is about race/x, and the run has no such case",
        "stage explore | It has the stages conformance, race, hold. Mend the line",
        "cases conformance/MUN-030 | r.txt:1: all cases of the part a were skipped",
        "measure hold.held_ns full 1s none 2s | r.txt:1: the run has no measure hold.held_ns. Stage"
            + " hold has exclusive_hold_ns, total_ns.",
        "measure perf.score full 9 none 1 | Stage perf measured nothing"
      })
  void whatTheRunDoesNotHaveIsNamed(String criterion, String message) {
    assertThatThrownBy(() -> part(SampleScore.run(), "part a 9", criterion))
        .hasMessageContaining(message);
  }

  @Test
  void oneStrategyIsScored() {
    RunRecord run = SampleScore.run();
    RunRecord two = new RunRecord(1, List.of(run.strategies().get(0), run.strategies().get(0)));
    assertThatThrownBy(() -> score(two, "part a 9", "stage race"))
        .hasMessageContaining("to one strategy, and the run has 2");
    assertThatThrownBy(() -> score(run, "load mmap1 1")).hasMessageContaining("gives no points");
  }
}
