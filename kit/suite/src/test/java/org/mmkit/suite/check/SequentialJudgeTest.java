// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.RunEnd;

/** What a program without tasks is convicted of, call by call. */
class SequentialJudgeTest {
  private static final String CLOSED =
      """
      @a | t | P1
      map(0,2)
      w(0,'q')
      r(0) => 'q'
      unmap(0,1)
      r(0) => SEGV_MAPERR
      """;

  private static final String OPEN =
      """
      @b | t | P1
      map(0,2)
      w(0,'q')
      r(0) => *
      unmap(0,1)
      """;

  private static Broken broken(Retold run) {
    Broken broken = run.judged().orElseThrow();
    assertThat(broken.rule()).isEqualTo(SpecRule.C1);
    return broken;
  }

  @Test
  void theKernelsResultsAreLegal() {
    assertThat(Retold.run(CLOSED).judged()).isEmpty();
    assertThat(Retold.run(OPEN).judged()).isEmpty();
  }

  @Test
  void anotherResultThanTheKernelsIsNot() {
    Broken broken = broken(Retold.run(CLOSED).with(4, "'q'"));
    assertThat(broken.message()).isEqualTo("r(0) gave 'q' instead of SEGV_MAPERR");
    assertThat(broken.task()).isEqualTo("main");
  }

  @Test
  void theFirstOfTwoWrongResultsIsTold() {
    Broken broken = broken(Retold.run(CLOSED).with(4, "'q'").with(2, "'z'"));
    assertThat(broken.message()).isEqualTo("r(0) gave 'z' instead of 'q'");
  }

  @Test
  void aCallThatDoesNotReturnIsToldWithItsReason() {
    Retold run = Retold.run(CLOSED).with(3, null);
    assertThat(broken(run.endedBy(RunEnd.DEADLOCK)).message())
        .isEqualTo("unmap(0,1) did not return: deadlock");
    assertThat(broken(run.endedBy(RunEnd.LIVELOCK)).message()).endsWith("livelock");
    assertThat(broken(run.endedBy(RunEnd.STEP_LIMIT)).message())
        .containsPattern("it took more than [1-9][0-9]* steps");
    assertThat(broken(run.endedBy(RunEnd.VIOLATION)).message()).endsWith("a rule was broken");
  }

  @Test
  void aRunThatDoesNotEndBehindItsLastCallIsTold() {
    Broken broken = broken(Retold.run(CLOSED).endedBy(RunEnd.DEADLOCK));
    assertThat(broken.message()).isEqualTo("the run did not end: deadlock");
  }

  @Test
  void aResultLeftOpenIsJudgedByTheSpecification() {
    Broken broken = broken(Retold.run(OPEN).with(2, "'z'"));
    assertThat(broken.message()).isEqualTo("r(0) gave 'z' instead of 'q'");
  }

  @Test
  void withoutAResultLeftOpenTheKernelsWordIsTheLast() {
    assertThat(Retold.run(CLOSED.replace("unmap(0,1)", "unmap(0,1) => EINVAL")).with(3, "EINVAL"))
        .extracting(Retold::judged)
        .isEqualTo(java.util.Optional.empty());
  }

  @Test
  void behindAWordOfTheKernelAgainstTheSpecificationNothingIsJudged() {
    String text = OPEN.replace("w(0,'q')", "w(0,'q') => SEGV_MAPERR");
    assertThat(Retold.run(text).with(1, "SEGV_MAPERR").with(2, "'z'").judged()).isEmpty();
  }
}
