// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** What is believed of a run whose stages go by turns and that may end at the first causes. */
class TurnsTest {
  private final Transcript transcript = transcript(true);

  private static Transcript transcript(boolean failFast) {
    JudgeRequest asked =
        new JudgeRequest(
            List.of("conformance", "race"),
            JudgeRequest.Selection.QUICK,
            new JudgeRequest.Search(1, OptionalInt.empty(), failFast),
            FiberKind.AUTO,
            List.of(),
            JudgeRequest.Goal.NONE,
            JudgeRequest.Perf.SMOKE,
            60);
    Transcript transcript = new Transcript(new ChildRequest("n", 1, "a", asked), new ListenerLog());
    transcript.accept(new Frame.Hello("n", "25", "thread"));
    transcript.accept(new Frame.Found(StrategyInfo.of(ExclusiveMunmap.class, false)));
    return transcript;
  }

  private void begin() {
    for (String stage : List.of("conformance", "race")) {
      transcript.accept(new Frame.StageBegin(stage));
      transcript.accept(new Frame.Expect(2));
    }
  }

  private void turn(String stage, int index, CaseRecord result) {
    transcript.accept(new Frame.Turn(stage, index));
    transcript.accept(new Frame.CaseBegin(result.id()));
    transcript.accept(new Frame.CaseEnd(result));
  }

  private void end(String stage) {
    transcript.accept(new Frame.Turn(stage, 2));
    transcript.accept(
        new Frame.StageEnd(stage, new TreeMap<>(), List.of(), new TreeSet<>(), Optional.empty()));
  }

  private StrategyRecord record() {
    return Judge.judge("a", transcript);
  }

  @Test
  void casesStandInTheOrderOfTheCatalogueWheneverTheyRan() {
    begin();
    turn("race", 1, CaseRecord.pass("r1", ""));
    turn("conformance", 1, CaseRecord.pass("c1", ""));
    turn("race", 0, CaseRecord.pass("r0", ""));
    turn("conformance", 0, CaseRecord.pass("c0", ""));
    end("conformance");
    end("race");
    assertThat(record().verdict()).isEqualTo(Verdict.PASS);
    assertThat(record().stages().stream().flatMap(s -> s.cases().stream()))
        .extracting(CaseRecord::id)
        .containsExactly("c0", "c1", "r0", "r1");
    assertThat(record().stages()).extracting(StageRecord::notJudged).containsOnly(Optional.empty());
  }

  @Test
  void whatDidNotRunIsNamedWhereTheFirstCausesAreEnough() {
    begin();
    turn("race", 1, CaseRecord.fail("r1", "", "wrong"));
    transcript.accept(new Frame.Enough());
    end("conformance");
    end("race");
    assertThat(record().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(record().stages())
        .extracting(stage -> stage.notJudged().orElseThrow())
        .containsExactly(
            "Not judged: 2 of 2 cases, because the first causes are enough (mmkit.failFast).",
            "Not judged: 1 of 2 cases, because the first causes are enough (mmkit.failFast).");
  }

  @Test
  void nobodyEndsEarlyWithoutACause() {
    begin();
    turn("race", 1, CaseRecord.pass("r1", ""));
    assertThatRefused(new Frame.Enough(), "ended early without a cause");
  }

  @Test
  void aStageWithoutAllItsCasesIsNoPass() {
    begin();
    turn("race", 1, CaseRecord.pass("r1", ""));
    transcript.accept(new Frame.Turn("race", 2));
    assertThatRefused(
        new Frame.StageEnd("race", new TreeMap<>(), List.of(), new TreeSet<>(), Optional.empty()),
        "announced 2 cases and reported 1");
  }

  @Test
  void aStageIsNotLeftWithinACase() {
    begin();
    transcript.accept(new Frame.Turn("race", 0));
    transcript.accept(new Frame.CaseBegin("r0"));
    assertThatRefused(new Frame.Turn("conformance", 0), "left a case before its end");
  }

  @Test
  void turnsComeOnlyWhereTheyWereAskedFor() {
    Transcript plain = transcript(false);
    plain.accept(new Frame.StageBegin("conformance"));
    assertThatThrownBy(() -> plain.accept(new Frame.Turn("conformance", 0)))
        .isInstanceOf(Transcript.OutOfOrderException.class);
    assertThatThrownBy(() -> plain.accept(new Frame.Enough()))
        .isInstanceOf(Transcript.OutOfOrderException.class);
  }

  private void assertThatRefused(Frame frame, String why) {
    assertThatThrownBy(() -> transcript.accept(frame))
        .isInstanceOf(Transcript.OutOfOrderException.class)
        .hasMessage("The judged JVM " + why + ".");
  }
}
