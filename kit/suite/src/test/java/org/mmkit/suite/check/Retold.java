// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/** A run of a correct strategy, told with other results than it had: what a judge must notice. */
final class Retold {
  final Program program;
  private final RunEnd end;
  private final List<Observation> told;
  private final Outcome outcome;

  private Retold(Program program, RunEnd end, List<Observation> told, Outcome outcome) {
    this.program = program;
    this.end = end;
    this.told = told;
    this.outcome = outcome;
  }

  /** What really happened in a program. */
  static Retold run(String text) {
    Program program = CaseParser.parse("a.cases", text).get(0);
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Outcome outcome =
        new Experiment(program, setup, Museum.strategy("exclusive")).trace(new RandomWalk(1, 0));
    return new Retold(program, outcome.end(), outcome.observations(), outcome);
  }

  /** The same with another result of the call of a number, from 0 in the order of the run. */
  Retold with(int number, @Nullable String result) {
    List<Observation> other = new ArrayList<>(told);
    Observation was = told.get(number);
    other.set(
        number,
        new Observation(
            was.task(),
            was.step(),
            result,
            was.invoked(),
            result == null ? Long.MAX_VALUE : was.responded()));
    return new Retold(program, end, other, outcome);
  }

  /** The same with another end. */
  Retold endedBy(RunEnd other) {
    return new Retold(program, other, told, outcome);
  }

  /** As a judge gets it. */
  Outcome outcome() {
    return new Outcome(end, told, null, outcome.machine(), outcome.snapshots());
  }

  /** What a fresh judge says. */
  Optional<Broken> judged() {
    return new OutcomeJudge(program).judge(outcome());
  }

  /** The number of the call of a text, from 0 in the order of the run. */
  int numberOf(String call) {
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).step().text().startsWith(call)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no " + call + " in " + told);
  }
}
