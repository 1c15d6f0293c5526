// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Violation;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.OutcomeJudge;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Outcome;
import org.mmkit.suite.target.ProgramRuns;
import org.mmkit.unmap.UnmapStrategy;

/** Runs a scenario on a strategy, schedule by schedule, and says what each run broke. */
public final class ScenarioRun {
  private final Program program;
  private final ProgramRuns plain;
  private final ModelTarget traced;
  private final OutcomeJudge judge;

  /**
   * Sets a scenario up.
   *
   * @param strategy gives a new instance for each run
   * @param defects bugs of the past that are switched on beside the strategy
   */
  public ScenarioRun(
      Program program, Supplier<UnmapStrategy> strategy, Defects defects, FiberKind fiber) {
    this.program = program;
    Settings settings = new Settings(program, defects);
    MachineProfile profile = MachineProfile.byName("xeon-e5-2680-2018");
    this.plain =
        new ModelTarget(
                strategy,
                profile,
                settings.machine(fiber, false),
                settings.kernel(),
                defects.parts())
            .runsOf(program);
    this.traced =
        new ModelTarget(
            strategy, profile, settings.machine(fiber, true), settings.kernel(), defects.parts());
    this.judge = new OutcomeJudge(program);
  }

  /** The scenario. */
  public Program program() {
    return program;
  }

  /** Runs one schedule; the outcome can be read until the next run. */
  public Outcome run(Scheduler scheduler) {
    return plain.run(scheduler);
  }

  /** Runs one schedule and records its steps. */
  public Outcome trace(Scheduler scheduler) {
    return traced.run(program, scheduler);
  }

  /** What a run broke, in the order found; empty if nothing. */
  public List<Broken> broken(Outcome outcome) {
    List<Violation> violations = outcome.violations();
    var illegal = judge.judge(outcome);
    if (violations.isEmpty() && illegal.isEmpty()) {
      return List.of();
    }
    List<Broken> broken = new ArrayList<>();
    for (Violation violation : violations) {
      broken.add(new Broken(violation));
    }
    illegal.ifPresent(i -> broken.add(new Broken(i.rule(), i.sentence())));
    return broken;
  }
}
