// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.Walk;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.NoReturn;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;

/**
 * A schedule that breaks a rule, ready to be shown.
 *
 * @param file the schedule as a file
 * @param broken the rule as this run breaks it; nothing if the schedule does not break it
 * @param evidence how the rule was broken
 * @param walk what the strategy did in the call that it is about
 */
public record Exposure(
    SchedFile file, Optional<Broken> broken, Optional<Evidence> evidence, List<StrategyStep> walk) {

  /**
   * Runs a schedule once more and records its steps; nothing if the run does not come again.
   *
   * @param run the scenario, or what is left of it
   * @param code of the rule that it breaks
   * @param found how it was found, for people
   */
  public static Optional<Exposure> of(
      StageRequest request, Experiment run, Schedule schedule, String code, String found) {
    IntSupplier noReturn = () -> new NoReturn(run, schedule, code).step();
    return of(request, run, run::traceWithStates, schedule, code, found, noReturn);
  }

  /**
   * The same without the step from which nothing avoids it, which takes hundreds of runs to find.
   */
  static Optional<Exposure> brief(
      StageRequest request, Experiment run, Schedule schedule, String code, String found) {
    return of(request, run, run::trace, schedule, code, found, () -> -1);
  }

  private static Optional<Exposure> of(
      StageRequest request,
      Experiment run,
      Function<Scheduler, Outcome> trace,
      Schedule schedule,
      String code,
      String found,
      IntSupplier noReturn) {
    TurnRecorder recorder = new TurnRecorder(new Replay(schedule));
    Outcome traced;
    try {
      traced = trace.apply(recorder);
    } catch (ReplayDivergence divergence) {
      return Optional.empty();
    }
    SchedFile file =
        new SchedFile(
            request.subject().info().reference(),
            List.copyOf(request.defects().ids()),
            code,
            found,
            run.program(),
            recorder.turns());
    Optional<Broken> broken = run.judge(traced, code);
    Optional<Evidence> evidence =
        broken.map(one -> new EvidenceMaker(run.program(), traced).of(one, noReturn.getAsInt()));
    List<StrategyStep> walk = broken.map(one -> Walk.of(one, traced)).orElse(List.of());
    return Optional.of(new Exposure(file, broken, evidence, walk));
  }

  /**
   * Whether the file, read and followed as its user does it, shows the same.
   *
   * @param set sets the program of the file up
   */
  boolean comesAgain(Function<Program, Experiment> set) {
    try {
      SchedFile read = SchedFile.parse(file.fileName(), file.text());
      Experiment run = set.apply(read.program());
      return run.judge(run.trace(new TurnReplay(read.turns())), file.code()).isPresent();
    } catch (BadInputException | NotModelled | ReplayDivergence e) {
      return false;
    }
  }

  /** The command that shows it again. */
  public String replay() {
    return StageRequest.replay(file.fileName());
  }
}
