// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;

class OutcomeJudgeTest {

  private static Optional<Broken> judge(String text) {
    Program program = CaseParser.parse("a.cases", text).get(0);
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment run = new Experiment(program, setup, Museum.strategy("exclusive"));
    Outcome outcome = run.trace(new RandomWalk(1, 0));
    Optional<Broken> broken = new OutcomeJudge(program).judge(outcome);
    broken.ifPresent(one -> assertThat(one.stepIn(outcome)).isNotNegative());
    return broken;
  }

  @Test
  void whatTheSpecificationExplainsIsLegal() {
    assertThat(judge("@a | t | explore | aims=L1\nmap(0,1)\nT1: unmap(0,1) => *\nT2: r(0) => *\n"))
        .isEmpty();
  }

  @Test
  void aResultThatIsNotTheExpectedOneBreaksTheRuleThatTheProgramIsAfter() {
    Broken broken =
        judge("@a | t | explore | aims=L3\nT1: map(0,1) => EEXIST\nT2: r(5) => *\n").orElseThrow();
    assertThat(broken.rule()).isEqualTo(SpecRule.L3);
    assertThat(broken.message()).startsWith("T1's map(0,1").endsWith("gave OK instead of EEXIST");
    assertThat(broken.task()).isEqualTo("T1");
    assertThat(broken.source()).isEmpty();
  }
}
