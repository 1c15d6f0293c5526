// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.List;
import java.util.Optional;
import org.mmkit.machine.search.TraceForm;
import org.mmkit.machine.search.TraceFormer;
import org.mmkit.machine.turn.Move;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.machine.turn.Turns;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/**
 * A run that followed a schedule, written down once more.
 *
 * @param outcome what came of it
 * @param divergences where it left the schedule
 * @param turns what ran
 * @param form the trace of the run
 */
record Followed(
    Outcome outcome, List<TurnReplay.Divergence> divergences, Turns turns, TraceForm form) {

  static Followed of(Experiment run, Turns turns) {
    TurnReplay replay = new TurnReplay(turns);
    TurnRecorder recorder = new TurnRecorder(replay);
    TraceFormer former = new TraceFormer(recorder);
    Outcome outcome = run.trace(former);
    return new Followed(outcome, replay.divergences(), recorder.turns(), former.form());
  }

  /** Why this is not the run that the file tells, if it is not. */
  Optional<String> misfit(String fileName, SchedFile sched) {
    List<Move> told = sched.turns().moves();
    if (!divergences.isEmpty()) {
      TurnReplay.Divergence first = divergences.get(0);
      return Optional.of(
          "The run leaves the schedule at "
              + fileName
              + ":"
              + sched.moveLines().get(first.move())
              + ", \""
              + told.get(first.move()).text()
              + "\": "
              + first.sentence()
              + ". The file was edited, or it is one of another strategy or layout.");
    }
    List<Move.Turn> ran = turns(turns);
    int lines = turns(sched.turns()).size();
    if (ran.size() > lines) {
      return Optional.of(
          "The schedule ends before the run does: behind its last line, \""
              + told.get(told.size() - 1).text()
              + "\", \""
              + ran.get(lines).text()
              + "\" is missing. The file is cut off.");
    }
    return Optional.empty();
  }

  private static List<Move.Turn> turns(Turns of) {
    return of.moves().stream()
        .filter(Move.Turn.class::isInstance)
        .map(Move.Turn.class::cast)
        .toList();
  }

  /** Turns that end though their task could go on. */
  int preemptions() {
    return (int) turns(turns).stream().filter(Move.Turn::isPreempted).count();
  }

  /** Visible steps that the tasks take. */
  long steps() {
    return turns(turns).stream().mapToLong(Move.Turn::steps).sum();
  }

  /** How often the task that runs changes, and one more. */
  int turnCount() {
    return turns(turns).size();
  }
}
