// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.turn.Move.Option;
import org.mmkit.machine.turn.Move.Turn;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.machine.turn.Turns;

/**
 * Makes a schedule that shows a bug shorter: first fewer preemptions, then fewer deviations, then
 * fewer visible steps, then fewer turns. Each candidate is run, and what is kept is what was really
 * executed, so that the result replays exactly. The same input gives the same result.
 */
public final class Shrinker {

  private final Trial trial;
  private final int runsMax;
  private int runs;
  private @Nullable Candidate best;

  /** A run that showed what is looked for. */
  private record Candidate(Schedule schedule, Turns turns, long steps) {
    static final Comparator<Candidate> SHORTEST_FIRST =
        Comparator.comparingInt(Candidate::preemptions)
            .thenComparingInt(Candidate::deviations)
            .thenComparingLong(Candidate::steps)
            .thenComparingInt(candidate -> candidate.turns.turns().size());

    int preemptions() {
      return turns.preemptions();
    }

    int deviations() {
      return turns.options().size();
    }
  }

  /**
   * A shrinker of what a trial finds.
   *
   * @param runsMax runs that it may make
   */
  public Shrinker(Trial trial, int runsMax) {
    this.trial = trial;
    this.runsMax = runsMax;
  }

  /**
   * Shrinks a schedule.
   *
   * @throws IllegalArgumentException if the trial does not find anything with it
   * @throws org.mmkit.machine.ReplayDivergence if a run does not come again
   */
  public Shrunk shrink(Schedule schedule) {
    runs = 0;
    best = null;
    if (!improves(new Replay(schedule))) {
      throw new IllegalArgumentException("the schedule shows nothing: " + schedule);
    }
    shorten();
    int tried = searchAll();
    shorten();
    return new Shrunk(
        best().schedule(),
        best().turns(),
        best().preemptions(),
        best().deviations(),
        best().steps(),
        tried >= best().preemptions() - 1,
        tried >= best().preemptions(),
        runs);
  }

  private Candidate best() {
    return Objects.requireNonNull(best);
  }

  private boolean exhausted() {
    return runs >= runsMax;
  }

  /** Runs a candidate and keeps what was executed if it is shorter. */
  private boolean improves(Scheduler candidate) {
    runs++;
    TurnRecorder recorder = new TurnRecorder(candidate);
    long steps = trial.run(recorder);
    if (steps == Trial.NOT_FOUND) {
      return false;
    }
    Candidate found = new Candidate(recorder.schedule(), recorder.turns(), steps);
    if (best != null && Candidate.SHORTEST_FIRST.compare(found, best) >= 0) {
      return false;
    }
    best = found;
    return true;
  }

  private boolean improves(List<Turn> turns, List<Option> options) {
    return !exhausted() && improves(TurnReplay.bySteps(Turns.of(turns, options)));
  }

  /** Takes away a choice or a preemption. */
  private boolean removeOneDeparture() {
    List<Turn> turns = best().turns().turns();
    List<Option> options = best().turns().options();
    for (int i = 0; i < options.size(); i++) {
      if (improves(turns, TurnEdits.without(options, i))) {
        return true;
      }
    }
    for (int i = 0; i < turns.size(); i++) {
      if (turns.get(i).isPreempted()
          && (improves(TurnEdits.goOn(turns, i), options)
              || improves(TurnEdits.goOnToTheEnd(turns, i), options)
              || improves(TurnEdits.comeLater(turns, i), options))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tries all schedules with no more preemptions than are known to do; returns with how many all
   * were tried.
   */
  private int searchAll() {
    BoundedSearch search = new BoundedSearch(best().preemptions(), best().deviations());
    while (search.hasNext() && search.preemptions() <= best().preemptions()) {
      if (exhausted()) {
        return search.preemptions() - 1;
      }
      improves(search.next());
    }
    return best().preemptions();
  }

  /** Takes away, moves, drops and swaps, again from the start after each success. */
  private void shorten() {
    while (removeOneDeparture() || shortenOnce()) {
      // Each round is shorter than the one before.
    }
  }

  private boolean shortenOnce() {
    List<Turn> turns = best().turns().turns();
    for (int i = 0; i < turns.size(); i++) {
      if (improves(TurnEdits.without(turns, i), best().turns().options())
          || improves(TurnEdits.swapped(turns, i), best().turns().options())
          || turns.get(i).isPreempted() && moveEnd(turns, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean moveEnd(List<Turn> turns, int at) {
    long steps = turns.get(at).steps();
    for (long by = Math.max(1, steps); by > 0; by /= 2) {
      if (steps >= by && improves(TurnEdits.moved(turns, at, -by), best().turns().options())
          || improves(TurnEdits.moved(turns, at, by), best().turns().options())) {
        return true;
      }
    }
    return false;
  }
}
