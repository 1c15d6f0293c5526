// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import java.util.Optional;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.Incident;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.NoReturn;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/**
 * A schedule that breaks a rule, ready to be shown.
 *
 * @param file the schedule as a file
 * @param evidence how the rule was broken; nothing if the schedule does not break it
 */
public record Exposure(SchedFile file, Optional<Evidence> evidence) {

  /**
   * Runs a schedule once more and records its steps; nothing if the run does not come again.
   *
   * @param run the scenario, or what is left of it
   * @param code of the rule that it breaks
   * @param found how it was found, for people
   */
  public static Optional<Exposure> of(
      StageRequest request, Experiment run, Schedule schedule, String code, String found) {
    TurnRecorder recorder = new TurnRecorder(new Replay(schedule));
    Outcome traced;
    try {
      traced = run.trace(recorder);
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
    Optional<Evidence> evidence =
        Incident.of(run.program(), traced, code)
            .map(
                incident ->
                    new EvidenceMaker(run.program(), traced)
                        .of(incident, new NoReturn(run, schedule, code).step()));
    return Optional.of(new Exposure(file, evidence));
  }

  /** The command that shows it again. */
  public String replay() {
    return StageRequest.replay(file.fileName());
  }
}
