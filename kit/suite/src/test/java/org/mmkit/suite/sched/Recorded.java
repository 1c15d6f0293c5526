// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.UnmapStrategy;

/** Runs of scenarios, written down. */
public final class Recorded {
  private static final int WALKS_MAX = 3_000;

  private Recorded() {}

  /** A shipped scenario on a strategy. */
  public static Experiment scenario(String id, Supplier<UnmapStrategy> strategy, Defects defects) {
    Program program = Scenarios.byId(id).orElseThrow();
    return new Experiment(program, Setup.of(program, defects, FiberKind.AUTO), strategy);
  }

  /** The file of a run. */
  public static SchedFile file(
      Experiment run, String strategy, Defects defects, String code, Scheduler scheduler) {
    TurnRecorder recorder = new TurnRecorder(scheduler);
    run.trace(recorder);
    return new SchedFile(
        strategy,
        List.copyOf(defects.ids()),
        code,
        "a random walk",
        run.program(),
        recorder.turns());
  }

  /** The first random walk that breaks one of some rules, if one of the first thousands does. */
  public static Optional<SchedFile> conviction(
      Experiment run, String strategy, Defects defects, List<String> rules) {
    for (int walk = 0; walk < WALKS_MAX; walk++) {
      Outcome outcome = run.run(new RandomWalk(1, walk));
      for (Broken broken : run.judge(outcome)) {
        if (rules.contains(broken.rule().id())) {
          RandomWalk again = new RandomWalk(1, walk);
          return Optional.of(file(run, strategy, defects, broken.rule().code(), again));
        }
      }
    }
    return Optional.empty();
  }
}
