// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.target.Outcome;

/** What a program with tasks is convicted of by the results that it had. */
class ConcurrentJudgeTest {
  private static final String RACE =
      """
      @a | t | explore | aims=L3
      map(0,2)
      w(0,'q')
      r(1) => *
      T1: unmap(0,1) => *
      T2: r(0) => *
      T2: r(1) => *
      after: r(0) => *
      """;

  private static Broken broken(Retold run) {
    return run.judged().orElseThrow();
  }

  @Test
  void whatSomeOrderExplainsIsLegal() {
    Retold run = Retold.run(RACE);
    int read = run.numberOf("r(0)");
    assertThat(run.judged()).isEmpty();
    assertThat(run.with(read, null).judged()).as("a call that never returned").isEmpty();
  }

  @Test
  void whatNoOrderExplainsIsNot() {
    Retold run = Retold.run(RACE);
    Broken broken = broken(run.with(run.numberOf("r(0)"), "'z'"));
    assertThat(broken.rule()).isEqualTo(SpecRule.L1);
    assertThat(broken.task()).isEqualTo("T2");
    assertThat(broken.message()).contains("'z'");
  }

  @Test
  void whatComesAfterTheTasksIsJudgedAsOneThatCameAfterThem() {
    Retold run = Retold.run(RACE);
    int last = run.outcome().observations().size() - 1;
    Broken broken = broken(run.with(last, "'q'"));
    assertThat(broken.task()).isEqualTo("main");
    assertThat(broken.rule()).isEqualTo(SpecRule.L2);
  }

  @Test
  void aWrongResultOfTheSetUpIsTold() {
    Broken broken = broken(Retold.run(RACE).with(2, "'z'"));
    assertThat(broken.rule()).as("what the program is after").isEqualTo(SpecRule.L3);
    assertThat(broken.message()).startsWith("r(1").contains("gave 'z' instead of ");
    assertThat(broken.task()).isEqualTo("main");
  }

  @Test
  void whatIsExpectedOfTheSetUpIsTold() {
    Broken broken = broken(Retold.run(RACE).with(0, "ENOMEM"));
    assertThat(broken.message()).isEqualTo("main's map(0,2) gave ENOMEM instead of OK");
  }

  @Test
  void behindASetUpThatTheKernelAndTheSpecificationSeeOtherwiseAllIsLegal() {
    String text = RACE.replace("w(0,'q')", "w(0,'q') => SEGV_MAPERR");
    Retold run = Retold.run(text).with(1, "SEGV_MAPERR");
    assertThat(run.with(run.numberOf("r(0)"), "'z'").judged()).isEmpty();
  }

  @Test
  void behindASetUpThatDidNotReturnAllIsLegal() {
    Retold run = Retold.run(RACE).with(1, null);
    assertThat(run.with(run.numberOf("r(0)"), "'z'").judged()).isEmpty();
  }

  @Test
  void oneJudgeTellsOutcomesApart() {
    Retold run = Retold.run(RACE);
    OutcomeJudge judge = new OutcomeJudge(run.program);
    Outcome wrong = run.with(run.numberOf("r(0)"), "'z'").outcome();
    Outcome setUp = run.with(2, "'z'").outcome();
    Optional<Broken> first = judge.judge(wrong);
    assertThat(judge.judge(run.outcome())).isEmpty();
    assertThat(first).isPresent();
    assertThat(judge.judge(setUp).orElseThrow().rule()).isEqualTo(SpecRule.L3);
    assertThat(judge.judge(wrong)).isSameAs(first);
    assertThat(judge.judge(run.outcome())).isEmpty();
    assertThat(judge.leftSomethingUndecided()).isFalse();
  }

  @Test
  void theOneCallOfAPartnerThatSharesTheMemoryIsTheTasksOwn() {
    String text =
        """
        @a | t | explore | aims=L1
        map(0,2)
        w(0,'q')
        T1: unmap(1,1) => *
        T2: vfork('r(0)') => *
        """;
    Retold run = Retold.run(text);
    assertThat(run.judged()).isEmpty();
    Broken broken = broken(run.with(run.numberOf("vfork"), "'z'"));
    assertThat(broken.rule()).isEqualTo(SpecRule.L1);
  }

  @Test
  void aTaskKeepsItsNameWhereTheOneBeforeItWasLeftOut() {
    Retold run = Retold.run(RACE.replace("T1:", "T3:"));
    Broken broken = broken(run.with(run.numberOf("r(0)"), "'z'"));
    assertThat(broken.task()).isEqualTo("T2");
    assertThat(broken.message()).startsWith("T2's r(0");
  }

  @Test
  void aSignalIsForTheTaskOfItsNameWhereTheOneBeforeItWasLeftOut() {
    String text =
        """
        @a | t | explore | aims=L1
        map(0,1)
        T2: kill('T3')
        T3: unmap(0,1) => *
        """;
    Retold run = Retold.run(text);
    assertThat(run.with(run.numberOf("unmap"), "EINTR").judged()).isEmpty();
  }
}
