// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.search.Switches.Choice;
import org.mmkit.machine.search.Switches.Stretch;

/**
 * Makes a schedule that shows a bug shorter: first fewer preemptions, then fewer deviations, then
 * fewer visible steps, then fewer switches. Each candidate is run, and what is kept is what was
 * really executed, so that the result replays exactly. The same input gives the same result.
 */
public final class Shrinker {

  private final Trial trial;
  private final int runsMax;
  private int runs;
  private Candidate best;

  /** A run that showed what is looked for. */
  private record Candidate(Schedule schedule, Switches switches, long steps) {

    boolean isShorterThan(Candidate other) {
      if (switches.preemptions() != other.switches.preemptions()) {
        return switches.preemptions() < other.switches.preemptions();
      }
      if (switches.choices().size() != other.switches.choices().size()) {
        return switches.choices().size() < other.switches.choices().size();
      }
      if (steps != other.steps) {
        return steps < other.steps;
      }
      return switches.stretches().size() < other.switches.stretches().size();
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
   */
  public Shrunk shrink(Schedule schedule) {
    runs = 0;
    best = null;
    if (!improves(new LenientReplay(schedule))) {
      throw new IllegalArgumentException("the schedule shows nothing: " + schedule);
    }
    shorten();
    int tried = searchAll();
    shorten();
    return new Shrunk(
        best.schedule(),
        best.switches(),
        best.switches().preemptions(),
        best.switches().choices().size(),
        best.steps(),
        tried >= best.switches().preemptions() - 1,
        tried >= best.switches().preemptions(),
        runs);
  }

  private boolean exhausted() {
    return runs >= runsMax;
  }

  /** Runs a candidate and keeps what was executed if it is shorter. */
  private boolean improves(Scheduler candidate) {
    runs++;
    SwitchRecorder recorder = new SwitchRecorder(candidate);
    long steps = trial.run(recorder);
    if (steps == Trial.NOT_FOUND) {
      return false;
    }
    Candidate found = new Candidate(recorder.schedule(), recorder.switches(), steps);
    if (best != null && !found.isShorterThan(best)) {
      return false;
    }
    best = found;
    return true;
  }

  private boolean improves(List<Stretch> stretches, List<Choice> choices) {
    return !exhausted()
        && improves(new SwitchReplay(new Switches(stretches, choices), SwitchReplay.Match.STEPS));
  }

  /** Takes away a choice or a preemption. */
  private boolean removeOneDeparture() {
    List<Stretch> stretches = best.switches().stretches();
    List<Choice> choices = best.switches().choices();
    for (int i = 0; i < choices.size(); i++) {
      List<Choice> fewer = new ArrayList<>(choices);
      fewer.remove(i);
      if (improves(stretches, fewer)) {
        return true;
      }
    }
    for (int i = 0; i < stretches.size(); i++) {
      if (stretches.get(i).isPreempted()
          && (improves(goOn(stretches, i), choices)
              || improves(goOnToTheEnd(stretches, i), choices)
              || improves(comeLater(stretches, i), choices))) {
        return true;
      }
    }
    return false;
  }

  /** The task goes on at once with what it does in its next stretch. */
  private static List<Stretch> goOn(List<Stretch> stretches, int at) {
    List<Stretch> merged = new ArrayList<>(stretches);
    Stretch first = stretches.get(at);
    for (int next = at + 1; next < stretches.size(); next++) {
      Stretch later = stretches.get(next);
      if (later.task() == first.task()) {
        merged.remove(next);
        merged.set(at, new Stretch(first.task(), first.steps() + later.steps(), later.stop()));
        return merged;
      }
    }
    merged.set(at, new Stretch(first.task(), first.steps(), null));
    return merged;
  }

  /** The task goes on until it waits or ends. */
  private static List<Stretch> goOnToTheEnd(List<Stretch> stretches, int at) {
    List<Stretch> merged = new ArrayList<>(stretches);
    int task = stretches.get(at).task();
    int steps = stretches.get(at).steps();
    for (int next = at + 1; next < merged.size(); ) {
      if (merged.get(next).task() != task) {
        next++;
        continue;
      }
      Stretch later = merged.remove(next);
      steps += later.steps();
      if (!later.isPreempted()) {
        break;
      }
    }
    merged.set(at, new Stretch(task, steps, null));
    return merged;
  }

  /** What the task does in this stretch it does when it is its turn again. */
  private static List<Stretch> comeLater(List<Stretch> stretches, int at) {
    List<Stretch> moved = new ArrayList<>(stretches);
    Stretch first = moved.remove(at);
    for (int next = at; next < moved.size(); next++) {
      Stretch later = moved.get(next);
      if (later.task() == first.task()) {
        moved.set(next, new Stretch(first.task(), first.steps() + later.steps(), later.stop()));
        return moved;
      }
    }
    return moved;
  }

  /**
   * Tries all schedules with no more preemptions than are known to do; returns with how many all
   * were tried.
   */
  private int searchAll() {
    BoundedSearch search =
        new BoundedSearch(best.switches().preemptions(), best.switches().choices().size());
    while (search.hasNext() && search.preemptions() <= best.switches().preemptions()) {
      if (exhausted()) {
        return search.preemptions() - 1;
      }
      improves(search.next());
    }
    return best.switches().preemptions();
  }

  /** Takes away, moves, drops and swaps, again from the start after each success. */
  private void shorten() {
    while (removeOneDeparture() || shortenOnce()) {
      // Each round is shorter than the one before.
    }
  }

  private boolean shortenOnce() {
    List<Stretch> stretches = best.switches().stretches();
    for (int i = 0; i < stretches.size(); i++) {
      if (improves(without(stretches, i), best.switches().choices())
          || improves(swapped(stretches, i), best.switches().choices())
          || stretches.get(i).isPreempted() && moveSwitch(stretches, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean moveSwitch(List<Stretch> stretches, int at) {
    Stretch stretch = stretches.get(at);
    for (int by = Math.max(1, stretch.steps()); by > 0; by /= 2) {
      if (stretch.steps() >= by && improves(moved(stretches, at, -by), best.switches().choices())
          || improves(moved(stretches, at, by), best.switches().choices())) {
        return true;
      }
    }
    return false;
  }

  private static List<Stretch> moved(List<Stretch> stretches, int at, int by) {
    List<Stretch> moved = new ArrayList<>(stretches);
    Stretch stretch = stretches.get(at);
    moved.set(at, new Stretch(stretch.task(), stretch.steps() + by, stretch.stop()));
    return moved;
  }

  private static List<Stretch> without(List<Stretch> stretches, int at) {
    List<Stretch> fewer = new ArrayList<>(stretches);
    fewer.remove(at);
    return fewer;
  }

  private static List<Stretch> swapped(List<Stretch> stretches, int at) {
    List<Stretch> swapped = new ArrayList<>(stretches);
    if (at + 1 < stretches.size()) {
      swapped.set(at, stretches.get(at + 1));
      swapped.set(at + 1, stretches.get(at));
    }
    return swapped;
  }
}
