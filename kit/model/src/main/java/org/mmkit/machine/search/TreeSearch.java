// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.List;
import java.util.NoSuchElementException;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * A depth-first search of the tree of decisions that keeps only the path to the run at hand. A task
 * whose subtree has been seen sleeps beside its siblings until a step conflicts with its own: until
 * then it could only lead to traces that were seen.
 *
 * <p>Sleep sets after P. Godefroid, Partial-order methods for the verification of concurrent
 * systems, LNCS 1032, 1996. A run that breaks a rule ends there: its last step keeps every other
 * task from going on, and is taken to conflict with all of them.
 */
abstract class TreeSearch implements Search {

  final Conflicts conflicts;
  final DecisionPath path = new DecisionPath();
  private final TraceHash hash;
  private final TraceSet traces = new TraceSet();
  private final TreeFollower follower;

  private long executions;
  private long redundant;
  private boolean ready = true;
  private boolean running;

  TreeSearch(int deviations, LockOrder order) {
    if (deviations < 0) {
      throw new IllegalArgumentException("deviations " + deviations);
    }
    this.conflicts = new Conflicts(order);
    this.hash = new TraceHash(conflicts);
    this.follower = new TreeFollower(this, path, hash, deviations);
  }

  /** A run begins. */
  void reset() {}

  /** A phase of a run begins at a depth. */
  void phase(Machine machine, int at) {}

  /** Looks, before a decision, at what the last step led to. */
  void settle(Task[] runnable, int count) {}

  /** The tasks that are to be tried at a new depth, of those that do not sleep. */
  abstract long wanted(long awake, long first);

  /** The task takes its pending step at a depth; whether for the first time. */
  abstract void taken(int at, Task task, boolean fresh);

  /** The last step, at a depth, ended the run for all tasks. */
  void ended(int at) {
    path.wanted[at] = path.enabled[at];
  }

  @Override
  public final boolean hasNext() {
    takeIn();
    return ready;
  }

  @Override
  public final Scheduler next() {
    takeIn();
    if (!ready) {
      throw new NoSuchElementException("all schedules were tried");
    }
    ready = false;
    running = true;
    follower.reset();
    reset();
    return follower;
  }

  @Override
  public final SearchProgress progress() {
    takeIn();
    boolean exhausted = !ready && !running;
    boolean everything = exhausted && !follower.leftOutDeviations();
    return new SearchProgress(
        executions, traces.size(), redundant, exhausted, everything, List.of());
  }

  private void takeIn() {
    if (!running) {
      return;
    }
    follower.checkBegun();
    running = false;
    follower.checkArrival();
    executions++;
    if (follower.onlyRepeats()) {
      redundant++;
    } else {
      traces.add(hash.value());
    }
    ready = path.backtrack();
  }
}
