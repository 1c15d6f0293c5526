// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.mmkit.machine.Scheduler;

/**
 * Tries all schedules without a preemption, then all with one, and so on up to a bound. A switch
 * away from a task that could have gone on is a preemption; where a task waits or has ended, each
 * of the others is tried at no cost. Choices beside scheduling may leave the ordinary course up to
 * a bound of their own in each schedule.
 *
 * <p>Each schedule is run once. It is identified by its departures from the default run, in which
 * the current task goes on, else the one of the lowest id, and every choice is option 0. What a run
 * leaves to try is where it could be left after its last departure.
 *
 * <p>After M. Musuvathi and S. Qadeer, Iterative context bounding for systematic testing of
 * multithreaded programs, PLDI 2007.
 */
public final class BoundedSearch implements Search {

  /** A bound that is none. */
  public static final int UNBOUNDED = -1;

  private final int preemptionsMax;
  private final TraceHash hash;
  private final TraceSet traces = new TraceSet();
  private final BoundedFollower follower;

  /** Left to try with as many preemptions as now: what costs nothing more, latest runs first. */
  private final ArrayDeque<Branches> free = new ArrayDeque<>();

  /** Left to try with as many preemptions as now, and with one more: what costs one. */
  private ArrayDeque<Branches> costly = new ArrayDeque<>();

  private ArrayDeque<Branches> costlier = new ArrayDeque<>();

  private final List<SearchProgress.Level> levels = new ArrayList<>();
  private int preemptions;
  private long schedulesBefore;
  private long tracesBefore;
  private long executions;
  private boolean ready = true;
  private boolean running;
  private boolean done;
  private boolean cutOff;

  /**
   * A search of all schedules with few preemptions.
   *
   * @param preemptions how many a schedule may have, or {@link #UNBOUNDED}
   * @param deviations how many choices of a schedule may leave the ordinary course
   */
  public BoundedSearch(int preemptions, int deviations) {
    this(preemptions, deviations, LockOrder.GRANTS);
  }

  /** As {@link #BoundedSearch(int, int)}, with what counts as a trace. */
  BoundedSearch(int preemptions, int deviations, LockOrder order) {
    if (preemptions < UNBOUNDED || deviations < 0) {
      throw new IllegalArgumentException(
          "preemptions " + preemptions + ", deviations " + deviations);
    }
    this.preemptionsMax = preemptions;
    this.hash = new TraceHash(new Conflicts(order));
    this.follower = new BoundedFollower(hash, deviations);
  }

  @Override
  public boolean hasNext() {
    settle();
    return ready;
  }

  @Override
  public Scheduler next() {
    settle();
    if (!ready) {
      throw new NoSuchElementException("all schedules were tried");
    }
    ready = false;
    running = true;
    follower.reset();
    return follower;
  }

  @Override
  public SearchProgress progress() {
    settle();
    return new SearchProgress(
        executions,
        traces.size(),
        0,
        done,
        done && !cutOff && !follower.leftOutDeviations(),
        levels);
  }

  /** The number of preemptions of the schedules that are tried now. */
  int preemptions() {
    return preemptions;
  }

  /** Takes in what the last run has shown, and gets the next ready. */
  private void settle() {
    if (!running) {
      return;
    }
    follower.checkBegun();
    running = false;
    follower.checkArrival();
    executions++;
    traces.add(hash.value());
    leaveBranches();
    ready = advance();
  }

  private void leaveBranches() {
    boolean atBound = preemptionsMax != UNBOUNDED && preemptions == preemptionsMax;
    cutOff |= atBound && !follower.costly.isEmpty();
    if (!follower.free.isEmpty()) {
      free.addFirst(follower.branches(follower.free));
    }
    if (!follower.costly.isEmpty() && !atBound) {
      Branches left = follower.branches(follower.costly);
      if (preemptionsMax == UNBOUNDED) {
        free.addFirst(left);
      } else {
        costlier.addLast(left);
      }
    }
  }

  private boolean advance() {
    while (true) {
      if (take(free) || take(costly)) {
        return true;
      }
      levelIsDone();
      if (done) {
        return false;
      }
    }
  }

  private void levelIsDone() {
    if (preemptionsMax != UNBOUNDED) {
      levels.add(
          new SearchProgress.Level(executions - schedulesBefore, traces.size() - tracesBefore));
    }
    schedulesBefore = executions;
    tracesBefore = traces.size();
    ArrayDeque<Branches> next = costlier;
    costlier = costly;
    costly = next;
    done = costly.isEmpty();
    preemptions++;
  }

  private boolean take(ArrayDeque<Branches> from) {
    Branches first = from.peekFirst();
    if (first == null) {
      return false;
    }
    follower.follow(first);
    if (first.isEmpty()) {
      from.removeFirst();
    }
    return true;
  }
}
