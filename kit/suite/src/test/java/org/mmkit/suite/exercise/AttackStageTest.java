// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.Recorded;
import org.mmkit.suite.sched.SchedFile;

class AttackStageTest {
  private static final String STRATEGY = "merged-4.20";
  private static final String SCENARIO = "d03-stack";
  private static final Experiment RUN =
      Recorded.scenario(SCENARIO, Museum.strategy(STRATEGY), Defects.NONE);
  private static final SchedFile SCHED = Attacks.breaking(RUN, STRATEGY);
  private static final String TEXT = SCHED.text();

  private static StageRun judge(String text) {
    return judge(text, Exercise.NONE);
  }

  private static StageRun judge(String text, Exercise exercise) {
    return Attacks.judge(STRATEGY, SCENARIO, new CaseFile("anna.sched", text), exercise);
  }

  private static Exercise rule(String rule) {
    return new Exercise("", rule, Optional.empty());
  }

  private static Exercise others(CaseFile... files) {
    return new Exercise("", "", Optional.of(List.of(files)));
  }

  private static String edited(String old, String fresh) {
    assertThat(TEXT).contains(old);
    return TEXT.replace(old, fresh);
  }

  @Test
  void aScheduleThatBreaksTheStrategyIsAccepted() {
    StageRun run = judge(TEXT, others());
    assertThat(Attacks.answers(run))
        .isEqualTo("reads PASS, fits PASS, follows PASS, breaks PASS, own PASS");
    assertThat(run.cases().get(3).message())
        .startsWith("It breaks " + SCHED.code() + " (rule ")
        .contains(" with 1 preemption, ")
        .contains("BUG: MMKIT:");
    assertThat(run.result().measures())
        .containsEntry("attack_preemptions", 1L)
        .containsKeys("attack_steps", "attack_turns");
    assertThat(run.files()).containsOnlyKeys("anna.sched.trace.txt");
    assertThat(run.findings()).isEmpty();
    assertThat(Attacks.answers(judge(TEXT))).endsWith("breaks PASS, own SKIP");
  }

  @Test
  void aFileThatIsNoScheduleIsSaidToBeNone() {
    StageRun run = judge("@d03-stack | a case file | explore\nmap(0,1)\n");
    assertThat(Attacks.answers(run))
        .isEqualTo("reads FAIL, fits SKIP, follows SKIP, breaks SKIP, own SKIP");
    assertThat(Attacks.no(run)).startsWith("anna.sched:1: this is no schedule: the first line");
    assertThat(run.cases().get(4).message())
        .isEqualTo("not asked, because the answer to \"reads\" is no");
    assertThat(Attacks.no(judge(""))).startsWith("anna.sched:1: this is no schedule");
  }

  @Test
  void aFileThatEndsWithinALineIsSaidToBeCutOff() {
    String cut = TEXT.substring(0, TEXT.length() - 4);
    assertThat(Attacks.no(judge(cut)))
        .contains("is no line of a schedule")
        .endsWith("The last line of the file has no end: it may be cut off.");
  }

  @Test
  void aFileThatLacksItsLastLinesIsSaidToBeCutOff() {
    String cut = TEXT.substring(0, TEXT.strip().lastIndexOf('\n') + 1);
    StageRun run = judge(cut);
    assertThat(Attacks.answers(run))
        .isEqualTo("reads PASS, fits PASS, follows FAIL, breaks SKIP, own SKIP");
    assertThat(Attacks.no(run))
        .startsWith("The schedule ends before the run does: behind its last line, \"T")
        .endsWith("is missing. The file is cut off.");
  }

  @Test
  void oneForAnotherStrategyIsNamed() {
    StageRun run = judge(edited("strategy: merged-4.20", "strategy: merged-5.8"));
    assertThat(Attacks.answers(run)).startsWith("reads PASS, fits FAIL, follows SKIP");
    assertThat(Attacks.no(run))
        .isEqualTo(
            "It is a schedule for merged-5.8, and merged-4.20 is attacked: find one with"
                + " -Dmmkit.strategy=merged-4.20.");
  }

  @Test
  void oneOfAnotherStrategyUnderAFalseNameLeavesTheRun() {
    SchedFile theirs =
        Attacks.breaking(
            Recorded.scenario(SCENARIO, Museum.strategy("detach-v7"), Defects.NONE), STRATEGY);
    StageRun run = judge(theirs.text());
    assertThat(Attacks.answers(run)).startsWith("reads PASS, fits PASS, follows FAIL");
    assertThat(Attacks.no(run))
        .startsWith("The run leaves the schedule at anna.sched:")
        .endsWith("The file was edited, or it is one of another strategy or layout.");
    assertThat(run.files()).containsOnlyKeys("ran-merged-4.20-d03-stack.sched");
  }

  @Test
  void whatRanInPlaceOfAnEditedScheduleMayBeHandedIn() {
    String edited = TEXT.replaceFirst("runs (\\d+) steps", "runs 1$1 steps");
    StageRun run = judge(edited);
    assertThat(Attacks.no(run)).contains("comes there after ");
    String ran = run.files().get("ran-merged-4.20-d03-stack.sched");
    assertThat(Attacks.answers(judge(ran, others())))
        .isEqualTo("reads PASS, fits PASS, follows PASS, breaks PASS, own PASS");
  }

  @Test
  void anotherScenarioIsNamed() {
    Experiment other = Recorded.scenario("a15-reuse", Museum.strategy("a-15"), Defects.NONE);
    String text = Attacks.breaking(other, "a-15").text();
    StageRun run = Attacks.judge("a-15", SCENARIO, new CaseFile("b.sched", text), Exercise.NONE);
    assertThat(Attacks.no(run))
        .isEqualTo("Its scenario is a15-reuse, and the exercise is about d03-stack.");
  }

  @Test
  void anEditedScenarioIsNamedWithItsLine() {
    StageRun run = judge(edited("w(511,'s')", "w(511,'x')"));
    assertThat(Attacks.answers(run)).startsWith("reads PASS, fits FAIL");
    assertThat(Attacks.no(run))
        .startsWith("Line 14 of it has w(511,'x') => *, which is not in d03-stack at that place");
    assertThat(Attacks.no(judge(edited(" | aims=L1", " | aims=L1 | memory=weak"))))
        .startsWith("The header of its program is not that of d03-stack");
  }

  @Test
  void aKernelWithAnotherBugIsNamed() {
    StageRun run = judge(edited("defects: none", "defects: C-01"));
    assertThat(Attacks.no(run))
        .isEqualTo(
            "It is a schedule for a kernel with C-01, and the exercise is about one with no bug"
                + " switched on (mmkit.defect).");
  }

  @Test
  void aScheduleThatBreaksNothingIsSaidToBreakNothing() {
    SchedFile harmless = Attacks.find(RUN, STRATEGY, outcome -> RUN.judge(outcome).isEmpty());
    StageRun run = judge(harmless.text());
    assertThat(Attacks.answers(run)).endsWith("follows PASS, breaks FAIL, own SKIP");
    assertThat(Attacks.no(run)).isEqualTo("The run follows it, and no rule is broken.");
  }

  @Test
  void theRuleThatTheExerciseAsksForHasToBreak() {
    assertThat(Attacks.answers(judge(TEXT, rule(SCHED.code())))).contains("breaks PASS");
    assertThat(Attacks.no(judge(TEXT, rule("MM0001"))))
        .startsWith("It breaks " + SCHED.code())
        .endsWith("and the exercise asks for MM0001 (mmkit.rule).");
  }

  @Test
  void whatTheFileSaysThatItBreaksCountsForNothing() {
    StageRun run = judge(edited("code: " + SCHED.code(), "code: MM0001"));
    assertThat(run.cases().get(3).headline())
        .startsWith("It breaks " + SCHED.code())
        .contains("the file says MM0001, which it does not break first");
  }

  @Test
  void aPatternThatFitsNoScenarioIsRefused() {
    assertThatThrownBy(
            () -> Attacks.judge(STRATEGY, "no-such", new CaseFile("a.sched", TEXT), Exercise.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("No scenario fits mmkit.case=no-such");
  }

  @Test
  void aScenarioOfTheStudentsOwnThatAccusesAllIsRefused() {
    String lie = TEXT.replace("d03-stack", "mine").replace("r(511) => *", "r(511) => 'q'");
    StageRun run = Attacks.judge(STRATEGY, "*", new CaseFile("a.sched", lie), Exercise.NONE);
    assertThat(Attacks.answers(run)).endsWith("breaks FAIL, own SKIP");
    assertThat(Attacks.no(run)).contains("accuses every correct strategy of the kit too");
    String honest = TEXT.replace("d03-stack", "mine");
    assertThat(
            Attacks.answers(
                Attacks.judge(STRATEGY, "*", new CaseFile("a.sched", honest), Exercise.NONE)))
        .endsWith("breaks PASS, own SKIP");
  }

  @Test
  void aScenarioThatHasToStayWholeIsHandedInWhole() {
    CaseFile cases =
        new CaseFile(
            "own.cases",
            """
            @own | a stack grows | explore | shrink=no
            map(511,1,R)
            map(512,1,RW,'pa',ex='GROWSDOWN')
            r(511) => 0
            w(512,'t')
            T1: unmap(511,1) => *
            T2: w(511,'s') => *
            T2: r(511) => *
            """);
    String whole = TEXT.replaceAll("@d03-stack .*", "@own | x | explore | shrink=no");
    whole = whole.replace("scenario: d03-stack", "scenario: own");
    assertThat(answersOf(cases, whole)).endsWith("breaks PASS, own SKIP");
    String part = whole.replace("  T2: r(511) => *\n", "");
    StageRun run =
        Attacks.judge(
            STRATEGY,
            "*",
            List.of(cases),
            Optional.of(new CaseFile("a", part)),
            Exercise.NONE,
            List.of());
    assertThat(Attacks.no(run))
        .isEqualTo("Its program has 6 of the 7 calls of own, which has to stay whole (shrink=no).");
  }

  private static String answersOf(CaseFile cases, String text) {
    return Attacks.answers(
        Attacks.judge(
            STRATEGY,
            "*",
            List.of(cases),
            Optional.of(new CaseFile("a", text)),
            Exercise.NONE,
            List.of()));
  }
}
