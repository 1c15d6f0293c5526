// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.Recorded;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/** Schedules that break the same rule, told apart up to the order of steps that do not conflict. */
class LikenessTest {
  private static final String STRATEGY = "a-15";
  private static final String SCENARIO = "a15-reuse";
  private static final Experiment RUN =
      Recorded.scenario(SCENARIO, Museum.strategy(STRATEGY), Defects.NONE);

  /** By form of their traces: schedules that break a rule. */
  private static final Map<List<String>, List<SchedFile>> BY_FORM = new LinkedHashMap<>();

  @BeforeAll
  static void search() {
    BoundedSearch search = new BoundedSearch(2, 0);
    int found = 0;
    while (search.hasNext() && found < 200) {
      Outcome outcome = RUN.run(search.next());
      List<Broken> broken = RUN.judge(outcome);
      if (!broken.isEmpty()) {
        found++;
        TurnRecorder recorder = new TurnRecorder(new Replay(outcome.machine().schedule().copy()));
        RUN.trace(recorder);
        SchedFile file =
            new SchedFile(
                STRATEGY,
                List.of(),
                broken.get(0).rule().code(),
                "by a search",
                RUN.program(),
                recorder.turns());
        BY_FORM
            .computeIfAbsent(Followed.of(RUN, file.turns()).form().lines(), f -> new ArrayList<>())
            .add(file);
      }
    }
  }

  private static StageRun judge(SchedFile mine, CaseFile... others) {
    return Attacks.judge(
        STRATEGY,
        SCENARIO,
        new CaseFile("anna.sched", mine.text()),
        new Exercise("", "", Optional.of(List.of(others))));
  }

  private static List<SchedFile> alike() {
    return BY_FORM.values().stream().filter(some -> some.size() > 1).findFirst().orElseThrow();
  }

  @Test
  void theSameFileIsACopy() {
    SchedFile file = alike().get(0);
    StageRun run = judge(file, new CaseFile("bert.sched", file.text()));
    assertThat(Attacks.answers(run)).endsWith("breaks PASS, own FAIL");
    assertThat(Attacks.no(run)).isEqualTo("It is the file bert.sched, byte for byte.");
  }

  @Test
  void aCopyWithAnotherNameForItsRuleIsTheSameTrace() {
    SchedFile file = alike().get(0);
    String touched = file.text().replace("found: by a search", "found: all by myself");
    assertThat(Attacks.no(judge(file, new CaseFile("bert.sched", touched))))
        .isEqualTo(
            "It is the same trace as bert.sched: all steps that conflict come in the same order.");
  }

  @Test
  void aCopyInWhichStepsThatDoNotConflictWereSwappedIsFound() {
    SchedFile one = alike().get(0);
    SchedFile other = alike().get(1);
    assertThat(one.turns()).isNotEqualTo(other.turns());
    assertThat(Attacks.no(judge(one, new CaseFile("bert.sched", other.text()))))
        .isEqualTo(
            "It is the same trace as bert.sched: all steps that conflict come in the same order,"
                + " though the turns differ.");
  }

  @Test
  void anotherAttackIsNoCopy() {
    int own = 0;
    SchedFile first = BY_FORM.values().iterator().next().get(0);
    for (List<SchedFile> some : BY_FORM.values()) {
      StageRun run = judge(first, new CaseFile("bert.sched", some.get(0).text()));
      own += run.cases().get(4).status() == CaseStatus.PASS ? 1 : 0;
    }
    assertThat(own).isPositive().isLessThan(BY_FORM.size());
  }

  @Test
  void whatComesWhenAllIsLostDoesNotMakeAnAttackOnesOwn() {
    SchedFile first = BY_FORM.values().iterator().next().get(0);
    boolean found =
        BY_FORM.values().stream()
            .anyMatch(
                some ->
                    Attacks.no(judge(first, new CaseFile("bert.sched", some.get(0).text())))
                        .startsWith("It is the same attack as bert.sched"));
    assertThat(found).isTrue();
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    SchedFile file = alike().get(0);
    StageRun run =
        judge(
            file,
            new CaseFile("bert.sched", "hello"),
            new CaseFile("carl.sched", file.text().replace("w(0,'n')", "w(0,'m')")));
    assertThat(run.cases().get(4).message())
        .isEqualTo(
            "It is like none of the 0 other schedules.\n"
                + "Not compared, 2: bert.sched:1: this is no schedule: the first line of one is"
                + " \"mmkit-sched 1\".\ncarl.sched has another program");
  }
}
