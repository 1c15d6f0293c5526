// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import java.util.List;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.UnmapStrategy;

/** The race on the model, with all oracles on. */
final class MmkitSide {
  private static final long SEED = 20180809;

  private static final String STACK_GROWTH =
      """
      @stack-growth | a stack grows into a range that is being unmapped | explore | aims=L1
      map(510,2)
      w(510,'r')
      map(512,1,RW,ex='GROWSDOWN')
      w(512,'s')
      T1: unmap(510,2) => *
      T2: w(511,'x') => *
      T2: r(511) => *
      """;

  private final Experiment scenario;
  private long steps;

  MmkitSide(Supplier<UnmapStrategy> strategy, FiberKind fiber) {
    CaseParser parser = new CaseParser();
    parser.add("stack-growth", STACK_GROWTH);
    Program program = parser.finish().get(0);
    scenario = new Experiment(program, Setup.of(program, Defects.NONE, fiber), strategy);
  }

  /** Runs up to so many random walks, until one breaks a rule. */
  Measured run(int schedules) {
    String found = "";
    steps = 0;
    int index = 0;
    Measured.Watch watch = new Measured.Watch();
    while (index < schedules && found.isEmpty()) {
      Outcome outcome = scenario.run(new RandomWalk(SEED, index++));
      List<Broken> broken = scenario.judge(outcome);
      if (!broken.isEmpty()) {
        found = broken.get(0).rule().code() + " " + broken.get(0).rule().title();
      }
      steps += outcome.machine().steps();
    }
    return watch.stop(index, found);
  }

  /** Visible steps of the schedules that were run last. */
  long steps() {
    return steps;
  }
}
