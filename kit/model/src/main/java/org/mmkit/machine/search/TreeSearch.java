// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ReplayDivergence;
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

  private static final int OPTION = -1;

  final Conflicts conflicts;
  private final int deviationsMax;
  private final TraceHash hash;
  private final TraceSet traces = new TraceSet();
  private final Follower follower = new Follower();

  /** The path: by depth, the tasks that can go on, or the number of options. */
  long[] enabled = new long[64];

  /** By depth: the tasks that sleep when it is reached. */
  long[] asleep = new long[64];

  /** By depth: the tasks, or options, that are to be tried. */
  long[] wanted = new long[64];

  /** By depth: the tasks, or options, that were tried. */
  private long[] tried = new long[64];

  /** By depth: the tasks that were tried and do not sleep for it. */
  private long[] restless = new long[64];

  /** By depth: the task picked, or {@code ~option}. */
  int[] chosen = new int[64];

  private int depth;

  /** Depth up to which the path is laid down; what is beyond is yet to be seen. */
  private int laid;

  private long executions;
  private long redundant;
  private boolean ready = true;
  private boolean running;
  private boolean cutOff;

  TreeSearch(int deviations, LockOrder order) {
    if (deviations < 0) {
      throw new IllegalArgumentException("deviations " + deviations);
    }
    this.deviationsMax = deviations;
    this.conflicts = new Conflicts(order);
    this.hash = new TraceHash(conflicts);
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
    wanted[at] = enabled[at];
  }

  final boolean isPick(int at) {
    return chosen[at] >= 0;
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
    depth = 0;
    follower.reset();
    hash.reset();
    reset();
    return follower;
  }

  @Override
  public final SearchProgress progress() {
    takeIn();
    boolean exhausted = !ready && !running;
    return new SearchProgress(
        executions, traces.size(), redundant, exhausted, exhausted && !cutOff, List.of());
  }

  private void takeIn() {
    if (!running) {
      return;
    }
    if (!follower.begun) {
      throw new IllegalStateException("no machine was run with the last scheduler");
    }
    running = false;
    if (depth < laid) {
      throw new ReplayDivergence(depth, "the run has ended before it was where it was to be left");
    }
    executions++;
    if (follower.onlyRepeats) {
      redundant++;
    } else {
      traces.add(hash.value());
    }
    ready = backtrack();
  }

  /** Lays down the path to the next run: the deepest decision with something left. */
  private boolean backtrack() {
    for (int at = depth - 1; at >= 0; at--) {
      int last = isPick(at) ? chosen[at] : ~chosen[at];
      tried[at] |= 1L << last;
      long left = wanted[at] & ~tried[at] & ~asleep[at];
      if (left != 0) {
        int next = Long.numberOfTrailingZeros(left);
        chosen[at] = isPick(at) ? next : ~next;
        laid = at + 1;
        return true;
      }
    }
    return false;
  }

  private void grow() {
    int capacity = depth * 2;
    enabled = Arrays.copyOf(enabled, capacity);
    asleep = Arrays.copyOf(asleep, capacity);
    wanted = Arrays.copyOf(wanted, capacity);
    tried = Arrays.copyOf(tried, capacity);
    restless = Arrays.copyOf(restless, capacity);
    chosen = Arrays.copyOf(chosen, capacity);
  }

  /** Follows the path that is laid down and goes on with tasks that do not sleep. */
  private final class Follower implements Scheduler {
    private Machine machine;
    private boolean several;
    private boolean begun;

    /** The tasks that sleep now. */
    private long sleepers;

    private int deviations;

    /** Whether all tasks that could go on slept: the rest of the run shows nothing new. */
    private boolean onlyRepeats;

    /** Depth of the last step. */
    private int lastPick;

    void reset() {
      begun = false;
      sleepers = 0;
      deviations = 0;
      onlyRepeats = false;
      lastPick = OPTION;
    }

    @Override
    public void begin(Machine of) {
      begun = true;
      machine = of;
      hash.begin(of);
      several = Phase.hasSeveralTasks(of);
      phase(of, depth);
    }

    @Override
    public boolean seesEveryStep() {
      return several;
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      if (onlyRepeats) {
        return current != null ? current : runnable[0];
      }
      hash.settle(runnable, count);
      settle(runnable, count);
      if (depth == enabled.length) {
        grow();
      }
      int at = depth;
      long mask = 0;
      for (int i = 0; i < count; i++) {
        mask |= 1L << runnable[i].id();
      }
      if (at < laid) {
        if (mask != enabled[at]) {
          throw new ReplayDivergence(
              machine.schedule().size(), "other tasks can go on than before");
        }
      } else if (!enter(at, mask, current)) {
        onlyRepeats = true;
        return current != null ? current : runnable[0];
      }
      depth++;
      lastPick = at;
      Task next = find(chosen[at], runnable, count);
      sleepers = (asleep[at] | tried[at] & ~restless[at]) & ~(1L << next.id());
      if (sleepers != 0) {
        wakeConflicting(next, runnable, count);
      }
      hash.step(next);
      taken(at, next, at >= laid - 1);
      return next;
    }

    /** Comes to a new depth; returns false if there all tasks sleep. */
    private boolean enter(int at, long mask, Task current) {
      long awake = mask & ~sleepers;
      if (awake == 0) {
        return false;
      }
      long stay = current == null ? 0 : awake & 1L << current.id();
      long first = stay != 0 ? stay : Long.lowestOneBit(awake);
      enabled[at] = mask;
      asleep[at] = sleepers;
      wanted[at] = wanted(awake, first);
      tried[at] = 0;
      restless[at] = 0;
      chosen[at] = Long.numberOfTrailingZeros(first);
      return true;
    }

    private void wakeConflicting(Task taken, Task[] runnable, int count) {
      for (int i = 0; i < count; i++) {
        long bit = 1L << runnable[i].id();
        if ((sleepers & bit) != 0 && conflicts.conflict(taken, runnable[i])) {
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
      throw new ReplayDivergence(machine.schedule().size(), "task " + id + " cannot go on");
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      if (onlyRepeats) {
        return 0;
      }
      if (depth == enabled.length) {
        grow();
      }
      int at = depth++;
      if (at >= laid) {
        if (options > TraceHash.TASKS_MAX) {
          throw new IllegalStateException("a search takes at most 60 options");
        }
        boolean free = deviations < deviationsMax;
        cutOff |= !free;
        enabled[at] = options;
        asleep[at] = 0;
        wanted[at] = free ? (1L << options) - 1 : 1;
        tried[at] = 0;
        restless[at] = 0;
        chosen[at] = ~0;
      }
      int option = ~chosen[at];
      if (option < 0 || option >= options) {
        throw new ReplayDivergence(
            machine.schedule().size(), "option " + option + " of " + options);
      }
      deviations += option == 0 ? 0 : 1;
      hash.choice(machine.current(), option);
      return option;
    }

    @Override
    public void end(Machine of) {
      if (of.aborting() && !onlyRepeats && lastPick >= 0) {
        ended(lastPick);
        restless[lastPick] |= 1L << chosen[lastPick];
      }
    }
  }
}
