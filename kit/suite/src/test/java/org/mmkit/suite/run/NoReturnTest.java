// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.sched.Recorded;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

class NoReturnTest {
  private static final Experiment RUN =
      Recorded.scenario("a15-reuse", Museum.strategy("a-15"), Defects.NONE);

  @Test
  void theStepThatSealsItIsFoundAmongThoseBeforeItShows() {
    SchedFile file = Recorded.conviction(RUN, "a-15", Defects.NONE, List.of("T1")).orElseThrow();
    Outcome traced = RUN.trace(new TurnReplay(file.turns()));
    Schedule schedule = traced.machine().schedule();
    int step = new NoReturn(RUN, schedule, file.code()).step();
    // The page is there once its entry is set; then the table goes with it, whoever comes next.
    Trace trace = traced.machine().trace();
    assertThat(trace.kind(step)).isEqualTo(StepKind.PTE_WRITE);
    assertThat(traced.machine().task(trace.task(step)).name()).isEqualTo("T2");
    Violation shown =
        traced.violations().stream()
            .filter(v -> v.rule().code().equals(file.code()))
            .findFirst()
            .orElseThrow();
    assertThat(step).isLessThan((int) shown.step());
  }

  @Test
  void thereIsNoneWhereTheRuleIsBrokenInAnyCase() {
    Program program =
        CaseParser.parse(
                "x", "@x | x | explore | aims=L1\nmap(0,1)\nT1: r(0) => 'z'\nT2: r(0) => *\n")
            .get(0);
    Experiment run =
        new Experiment(
            program, Setup.of(program, Defects.NONE, FiberKind.AUTO), Museum.strategy("exclusive"));
    Outcome outcome = run.run(new RandomWalk(1, 0));
    String code = run.judge(outcome).get(0).rule().code();
    Schedule schedule = outcome.machine().schedule().copy();
    assertThat(new NoReturn(run, schedule, code).step()).isEqualTo(-1);
  }

  @Test
  void thereIsNoneWhereTheScheduleBreaksNothing() {
    Outcome outcome = RUN.run(new RandomWalk(1, 0));
    Schedule schedule = outcome.machine().schedule().copy();
    assertThat(new NoReturn(RUN, schedule, "MM9999").step()).isEqualTo(-1);
  }
}
