// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

class DistinguishStageTest {

  private static StageRun compare(String one, String other, String glob) {
    return run(one, Optional.of(GoalRun.subject(other)), glob);
  }

  private static StageRun run(String one, Optional<Subject> other, String glob) {
    JudgeRequest asked = GoalRun.asked("distinguish", glob, List.of());
    return StageRun.of("distinguish", new StageRequest(asked, GoalRun.subject(one), other));
  }

  private static CaseRecord last(StageRun run) {
    assertThat(run.cases()).hasSize(run.expected());
    return run.cases().get(run.cases().size() - 1);
  }

  @Test
  void theShortestScheduleThatTellsThemApartIsShownWithBoth() {
    StageRun run = compare("merged-4.20", "a-15", "a15-*");
    CaseRecord shortest = last(run);
    assertThat(run.cases().get(0).headline()).startsWith("they differ, with ");
    assertThat(shortest.id()).isEqualTo("shortest");
    assertThat(shortest.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(shortest.headline()).isEqualTo("they differ in a15-reuse");
    assertThat(shortest.details())
        .startsWith("only ")
        .contains("the same moves with ")
        .contains(" never shows what the first does, within: bounded (2 preemptions):\n2 tasks, ")
        .contains("maps() -> ");
    assertThat(run.files()).hasSize(1);
    String name = run.files().keySet().iterator().next();
    assertThat(shortest.details()).endsWith("replay: mvn mmkit:replay -Dmmkit.sched=" + name);
    String strategy = name.startsWith("a-15") ? "a-15" : "merged-4.20";
    CaseRecord again =
        GoalRun.replay(GoalRun.subject(strategy), run.files().get(name)).cases().get(0);
    assertThat(again.details()).startsWith("The run followed the schedule.");
  }

  @Test
  void strategiesThatDoTheSameAreSaidToWithinTheCertificate() {
    StageRun run = compare("merged-4.20", "merged-4.20", "a15-*,c01-*");
    assertThat(run.cases()).allMatch(c -> c.status() == CaseStatus.PASS);
    assertThat(last(run).message())
        .startsWith("no difference within:\na15-reuse: bounded (2 preemptions): 2 tasks, ")
        .contains("\nc01-stale: ");
  }

  @Test
  void whoIsToBeComparedHasToBeNamed() {
    assertThatThrownBy(() -> run("a-15", Optional.empty(), "*"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("-Dmmkit.other=exclusive");
  }

  @Test
  void aGlobThatFitsNothingRunsNothing() {
    StageRun run = compare("merged-4.20", "a-15", "nothing");
    assertThat(run.expected()).isZero();
    assertThat(run.cases()).isEmpty();
  }
}
