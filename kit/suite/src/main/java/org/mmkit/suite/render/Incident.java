// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.List;
import java.util.Optional;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Scene;
import org.mmkit.machine.Trace;
import org.mmkit.machine.Violation;
import org.mmkit.suite.check.OutcomeJudge;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * A rule that a traced run broke, and where.
 *
 * @param sentence what happened
 * @param task name of the task that it happened to; {@code main} if no task ran any more
 * @param step number of the last step before it showed, or -1 if it was not in a step of the task
 * @param source the strategy's line that the task was in then; empty if it was in none
 * @param scene what else was known then
 */
public record Incident(
    Rule rule, String sentence, String task, int step, String source, Scene scene) {

  /** Where a run broke a rule, by its code; nothing if it did not. */
  public static Optional<Incident> of(Program program, Outcome traced, String code) {
    for (Violation violation : traced.violations()) {
      if (violation.rule().code().equals(code)) {
        return Optional.of(
            new Incident(
                violation.rule(),
                violation.message(),
                violation.taskName(),
                step(traced, violation),
                violation.source(),
                violation.scene()));
      }
    }
    return new OutcomeJudge(program)
        .judge(traced)
        .filter(illegal -> illegal.rule().code().equals(code))
        .map(
            illegal ->
                new Incident(
                    illegal.rule(),
                    illegal.sentence(),
                    illegal.observation().task(),
                    lastStep(traced, illegal.observation()),
                    "",
                    Scene.UNKNOWN));
  }

  /** The last step before it showed, unless nobody's tasks ran any more. */
  private static int step(Outcome traced, Violation violation) {
    int step = (int) violation.step() - 1;
    Trace trace = traced.machine().trace();
    return step < trace.size() && step >= 0 && trace.task(step) == violation.task() ? step : -1;
  }

  /** The last step of a call. */
  private static int lastStep(Outcome traced, Observation call) {
    long returns = returnsBefore(traced.observations(), call);
    List<Trace.Note> notes = traced.machine().trace().notes();
    for (Trace.Note note : notes) {
      boolean mine =
          note.sort() == Trace.Sort.RESULT
              && traced.machine().task(note.task()).name().equals(call.task());
      if (mine && returns-- == 0) {
        return note.step() - 1;
      }
    }
    return traced.machine().trace().size() - 1;
  }

  private static long returnsBefore(List<Observation> all, Observation call) {
    return all.stream()
        .filter(o -> o.task().equals(call.task()) && o.responded() < call.responded())
        .count();
  }
}
