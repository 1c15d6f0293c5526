// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Schedules one run of a {@link TreeSearch} after the other: follows the path that is laid down and
 * goes on with tasks that do not sleep.
 */
final class TreeFollower implements Scheduler {

  private static final int NO_PICK = -1;
  private static final Task[] NOBODY = {};

  private final TreeSearch search;
  private final DecisionPath path;
  private final TraceHash hash;
  private final int deviationsMax;

  private Machine machine;
  private boolean several;
  private boolean begun;

  /** The tasks that sleep now. */
  private long sleepers;

  /** By task that sleeps: what its step touches beside what it names. */
  private final Extra[] sleeping = new Extra[TraceHash.TASKS_MAX];

  /** The task that took the last step, and how it touched what it named. */
  private @Nullable Task last;

  private long lastObject;
  private int lastWay;
  private int lastTranslation;

  private int deviations;

  /** Whether all tasks that could go on slept: the rest of the run shows nothing new. */
  private boolean onlyRepeats;

  private boolean leftOutDeviations;

  /** Depth of the last step. */
  private int lastPick;

  TreeFollower(TreeSearch search, DecisionPath path, TraceHash hash, int deviationsMax) {
    this.search = search;
    this.path = path;
    this.hash = hash;
    this.deviationsMax = deviationsMax;
  }

  /** The next run is about to begin. */
  void reset() {
    begun = false;
    sleepers = 0;
    deviations = 0;
    onlyRepeats = false;
    lastPick = NO_PICK;
    last = null;
    path.depth = 0;
    hash.reset();
  }

  /** Throws if there was no run since the last reset. */
  void checkBegun() {
    if (!begun) {
      throw new IllegalStateException("no machine was run with the last scheduler");
    }
  }

  /** The run is over: throws if it never came to where it was to be left. */
  void checkArrival() {
    if (path.depth < path.laid) {
      throw new ReplayDivergence(
          path.depth, "the run has ended before it was where it was to be left");
    }
  }

  /** Whether the run could show nothing new. */
  boolean onlyRepeats() {
    return onlyRepeats;
  }

  /** Whether some run had more choices than deviations allow. */
  boolean leftOutDeviations() {
    return leftOutDeviations;
  }

  @Override
  public void begin(Machine of) {
    begun = true;
    machine = of;
    last = null;
    hash.begin(of);
    several = Phase.hasSeveralTasks(of);
    search.phase(of, path.depth);
  }

  @Override
  public boolean seesEveryStep() {
    return several;
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (onlyRepeats) {
      return current != null ? current : runnable[0];
    }
    hash.settle(runnable, count);
    settle(runnable, count);
    path.reserve();
    int at = path.depth;
    long mask = 0;
    for (int i = 0; i < count; i++) {
      mask |= 1L << runnable[i].id();
    }
    if (at < path.laid) {
      if (mask != path.enabled[at]) {
        throw diverged("other tasks can go on than before");
      }
    } else if (!enter(at, mask, current)) {
      onlyRepeats = true;
      return current != null ? current : runnable[0];
    }
    return take(at, runnable, count);
  }

  private Task take(int at, Task[] runnable, int count) {
    path.depth++;
    lastPick = at;
    Task next = find(path.chosen[at], runnable, count);
    long beside = path.tried[at] & ~path.restless[at] & ~(1L << next.id());
    sleepers = path.asleep[at] & ~(1L << next.id()) | beside;
    for (long left = beside; left != 0; left &= left - 1) {
      int task = Long.numberOfTrailingZeros(left);
      sleeping[task] = path.extra(at, task);
    }
    last = next;
    lastObject = next.pendingObject();
    lastWay = search.conflicts.way(next);
    lastTranslation = Conflicts.inTranslation(Conflicts.index(next));
    if (sleepers != 0) {
      wakeConflicting(next, runnable, count);
    }
    hash.step(next);
    search.taken(at, next, at >= path.laid - 1);
    return next;
  }

  /** Looks at what the last step led to, and at what it touched beside what it named. */
  private void settle(Task[] runnable, int count) {
    search.settle(runnable, count);
    if (last == null) {
      return;
    }
    Extra extra = Extra.of(machine);
    path.addExtra(lastPick, last.id(), extra);
    for (int i = 0; i < count && sleepers != 0; i++) {
      long bit = 1L << runnable[i].id();
      if ((sleepers & bit) != 0) {
        Extra other = sleeping[runnable[i].id()];
        if (extra.conflicts(search.conflicts, runnable[i])
            || other.conflicts(lastObject, lastWay)
            || other.conflicts(Conflicts.TRANSLATION, lastTranslation)
            || other.conflicts(extra)) {
          sleepers &= ~bit;
        }
      }
    }
    last = null;
  }

  /** Comes to a new depth; returns false if there all tasks sleep. */
  private boolean enter(int at, long mask, @Nullable Task current) {
    long awake = mask & ~sleepers;
    if (awake == 0) {
      return false;
    }
    long stay = current == null ? 0 : awake & 1L << current.id();
    long first = stay != 0 ? stay : Long.lowestOneBit(awake);
    path.enter(at, mask, sleepers, search.wanted(awake, first), Long.numberOfTrailingZeros(first));
    return true;
  }

  private void wakeConflicting(Task taken, Task[] runnable, int count) {
    for (int i = 0; i < count; i++) {
      long bit = 1L << runnable[i].id();
      if ((sleepers & bit) != 0 && search.conflicts.conflict(taken, runnable[i])) {
        sleepers &= ~bit;
      }
    }
  }

  private Task find(int id, Task[] runnable, int count) {
    for (int i = 0; i < count; i++) {
      if (runnable[i].id() == id) {
        return runnable[i];
      }
    }
    throw diverged("task " + id + " cannot go on");
  }

  private ReplayDivergence diverged(String what) {
    return new ReplayDivergence(machine.schedule().size(), what);
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    if (onlyRepeats) {
      return 0;
    }
    path.reserve();
    int at = path.depth++;
    if (at >= path.laid) {
      if (options > TraceHash.TASKS_MAX) {
        throw new IllegalStateException("a search takes at most 60 options");
      }
      boolean free = deviations < deviationsMax;
      leftOutDeviations |= !free;
      path.enter(at, options, 0, free ? (1L << options) - 1 : 1, ~0);
    }
    int option = ~path.chosen[at];
    if (option < 0 || option >= options) {
      throw diverged("option " + option + " of " + options);
    }
    deviations += option == 0 ? 0 : 1;
    hash.choice(machine.running(), option);
    return option;
  }

  @Override
  public void end(Machine of) {
    hash.end();
    if (!onlyRepeats) {
      settle(NOBODY, 0);
    }
    if (of.aborting() && !onlyRepeats && lastPick >= 0) {
      search.ended(lastPick);
      path.restless[lastPick] |= 1L << path.chosen[lastPick];
    }
  }
}
