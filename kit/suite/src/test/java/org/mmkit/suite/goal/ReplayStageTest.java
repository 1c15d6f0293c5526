// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Defects;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.sched.Recorded;
import student.EditedEarlyUnlock;

class ReplayStageTest {
  private static final String SCHED =
      Recorded.conviction(
              Recorded.scenario("a15-reuse", Museum.strategy("a-15"), Defects.NONE),
              "a-15",
              Defects.NONE,
              List.of("T1"))
          .orElseThrow()
          .text();

  private static CaseRecord only(StageRun run) {
    assertThat(run.cases()).hasSize(run.expected()).hasSize(1);
    return run.cases().get(0);
  }

  @Test
  void theSameCodeComesAgainAndIsShown() {
    StageRun run = GoalRun.replay(GoalRun.subject("a-15"), SCHED);
    CaseRecord record = only(run);
    assertThat(record.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(record.headline())
        .isEqualTo("It comes again: MM0311, page table freed with entries in it.");
    assertThat(record.details()).isEqualTo("The run followed the schedule.");
    FindingRecord finding = run.findings().get(0);
    assertThat(finding.replay()).isEqualTo("mvn mmkit:replay -Dmmkit.sched=a.sched");
    assertThat(finding.sched()).contains("a.sched");
    assertThat(run.cases().get(0).findings()).containsExactly(finding);
    assertThat(String.join("\n", EvidenceText.lines(finding.evidence().orElseThrow())))
        .contains("step     T1")
        .contains("maps before:")
        .contains("BUG: MMKIT: page table freed with entries in it [MM0311 T1]");
  }

  @Test
  void aRepairedStrategyPassesAndLeavesTheSchedule() {
    CaseRecord record = only(GoalRun.replay(GoalRun.subject("merged-4.20"), SCHED));
    assertThat(record.status()).isEqualTo(CaseStatus.PASS);
    assertThat(record.headline()).isEqualTo("MM0311 does not come again.");
    assertThat(record.details())
        .containsPattern(
            "The run left the schedule at a.sched:\\d+:\n  T\\d runs .*\n  T\\d .*[.]\n")
        .contains("no rule was broken")
        .contains("step     T1");
  }

  @Test
  void anEditedStrategyIsConvictedAgain() {
    Subject edited =
        new Subject(StrategyInfo.of(EditedEarlyUnlock.class, false), EditedEarlyUnlock::new);
    CaseRecord record = only(GoalRun.replay(edited, SCHED));
    assertThat(record.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(record.message()).contains("The run left the schedule at a.sched:");
  }

  @Test
  void anotherRuleThatIsBrokenIsNamed() {
    CaseRecord record =
        only(GoalRun.replay(GoalRun.subject("a-15"), SCHED.replace("MM0311", "MM9999")));
    assertThat(record.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(record.headline())
        .startsWith("MM9999 does not come again, but another rule is broken: MM");
    CaseRecord unknown =
        only(GoalRun.replay(GoalRun.subject("a-15"), SCHED.replace("MM0311", "none")));
    assertThat(unknown.headline()).startsWith("A rule is broken: MM");
  }

  @Test
  void aStrategyThatThrowsHasNoAnswer() {
    Subject throwing =
        new Subject(
            StrategyInfo.of(EditedEarlyUnlock.class, false),
            () ->
                (kernel, start, length) -> {
                  throw new IllegalStateException("no");
                });
    assertThat(only(GoalRun.replay(throwing, SCHED)).status()).isEqualTo(CaseStatus.BROKEN);
  }

  @Test
  void whatCannotBeReplayedIsRefused() {
    Subject subject = GoalRun.subject("a-15");
    assertThatThrownBy(() -> GoalRun.replay(subject, JudgeRequest.Goal.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("-Dmmkit.sched=");
    assertThatThrownBy(() -> GoalRun.replay(subject, "hello"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.sched:1: this is no schedule");
    assertThatThrownBy(
            () -> GoalRun.replay(subject, SCHED.replace("defects: none", "defects: Q-1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("There is no defect \"Q-1\"");
  }

  @Test
  void aReplayForADebuggerEndsInTheSameWords() {
    StageRun plain = GoalRun.replay(GoalRun.subject("a-15"), SCHED);
    StageRun debugged =
        GoalRun.replay(GoalRun.subject("a-15"), GoalRun.goal(SCHED, OptionalInt.of(1)));
    assertThat(debugged.cases()).isEqualTo(plain.cases());
  }
}
