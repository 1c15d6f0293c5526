// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Arrays;
import java.util.TreeSet;
import org.mmkit.machine.Machine;

/**
 * Counts the operations of a point and says when it has seen enough: it warms up until each task
 * has done a few, and then goes on until each has done its least and the throughput is steady, or
 * the budget of steps is used up.
 */
final class Meter {
  private static final int WARM_SHARE = 8;
  private static final int BUDGET_SHARE = 4;

  /** A system may be steady for a while, and then change; so many steps show most of this. */
  private static final long STEPS_LEAST = 20_000;

  private static final double NEXT_LOOK = 1.05;

  /** Rounds that each task has to have come through before the throughput can be steady. */
  private static final int ROUNDS_LEAST = 2;

  private final Machine machine;
  private final long leastOps;
  private final long budget;
  private final long stepsLeast;
  private final boolean endsWithBeside;
  private final long[] ops;
  private final VainRounds vain;
  private final WholeRounds rounds;
  private final Runnable whenWarm;
  private final Runnable whenDone;
  private final Runnable whenThrough;

  /** How many tasks have not done yet what the present phase asks of each. */
  private int behind;

  private long wanted;
  private long firstStep = -1;
  private long warmStep;
  private long total;
  private long nextLook;
  private long fromPs;
  private long toPs;
  private Windows windows = new Windows(0);
  private boolean warm;
  private boolean stopped;
  private boolean paused;
  private long pausedFromPs;
  private long pausedPs;
  private long pausedFromStep;
  private long pausedSteps;

  /** Who has not counted yet since the task beside has ended, or the budget. */
  private final TreeSet<Integer> missing = new TreeSet<>();

  private boolean comesThrough;

  /** Whether the budget is used up, so that the task beside does not begin anew. */
  private boolean endsThen;

  private Ending ending = Ending.BUDGET;

  /**
   * A meter.
   *
   * @param budget visible steps, warm-up included
   * @param whenWarm what to do when the measurement begins
   * @param whenThrough what to do when all have come through
   * @param whenDone what to do when it ends
   */
  Meter(
      Machine machine,
      Point point,
      long budget,
      Runnable whenWarm,
      Runnable whenThrough,
      Runnable whenDone) {
    this.whenThrough = whenThrough;
    this.whenDone = whenDone;
    this.machine = machine;
    this.leastOps = point.load().extent().leastOps();
    this.budget = budget;
    this.stepsLeast = Math.min(STEPS_LEAST, budget / BUDGET_SHARE);
    this.endsWithBeside = point.load().hasBeside();
    this.ops = new long[point.tasks()];
    this.vain = new VainRounds(point.tasks());
    this.rounds = new WholeRounds(point.tasks());
    this.whenWarm = whenWarm;
    this.wanted = leastOps / WARM_SHARE;
    this.behind = ops.length;
  }

  /** The tasks are about to begin. */
  void start() {
    firstStep = machine.ahead().seenSteps();
    if (endsWithBeside || wanted == 0) {
      begin();
    }
  }

  private void begin() {
    warm = true;
    warmStep = machine.ahead().seenSteps();
    fromPs = machine.nowPs();
    windows = new Windows(fromPs);
    Arrays.fill(ops, 0);
    behind = ops.length;
    wanted = leastOps;
    total = 0;
    rounds.begin();
    whenWarm.run();
  }

  /** A task has done some operations. */
  void count(int task, long count) {
    if (count > 0) {
      vain.counted();
    }
    if (stopped || paused || firstStep < 0) {
      return;
    }
    long before = ops[task];
    ops[task] += count;
    total += count;
    if (before < wanted && ops[task] >= wanted) {
      behind--;
    }
    if (warm) {
      windows.add(machine.nowPs(), count);
      if (behind == 0 && total >= nextLook && !endsWithBeside) {
        look();
      }
    } else if (behind == 0) {
      begin();
    }
    if (comesThrough) {
      missing.remove(task);
      if (missing.isEmpty() && endsThen) {
        stop(Ending.BUDGET);
      } else if (missing.isEmpty()) {
        whenThrough.run();
      }
    }
    check();
  }

  /** A task begins its first round. */
  void enter(int task) {
    rounds.enter(task);
  }

  /** A task has come round; says whether it is in vain to go on. */
  boolean isInVain(int task) {
    if (measures()) {
      rounds.add(task);
    }
    return vain.add(task, used());
  }

  private void look() {
    nextLook = (long) (total * NEXT_LOOK) + 1;
    long measured = machine.ahead().seenSteps() - warmStep;
    if (measured >= stepsLeast
        && rounds.least() >= ROUNDS_LEAST
        && windows.steady(machine.nowPs())) {
      stop(Ending.STEADY);
    }
  }

  /** Ends the point if its steps are used up; cheap. */
  boolean check() {
    long used = used();
    if (!stopped && firstStep >= 0 && used > budget / BUDGET_SHARE) {
      if (!warm) {
        begin();
      } else if (used > BUDGET_SHARE * budget && total > 0) {
        stop(Ending.BUDGET);
      } else if (used > budget && !comesThrough && seenAll()) {
        stopAtBudget();
      }
    }
    return stopped;
  }

  /** A load with a task beside only ends when the others have come through. */
  private void stopAtBudget() {
    if (endsWithBeside) {
      letComeThrough();
      endsThen = true;
    } else {
      stop(Ending.BUDGET);
    }
  }

  private long used() {
    return machine.ahead().seenSteps() - firstStep - pausedSteps;
  }

  /** Whether each task has come through what it does for ever, and has counted. */
  private boolean seenAll() {
    if (!endsWithBeside && rounds.least() == 0) {
      return false;
    }
    return Arrays.stream(ops).allMatch(one -> one > 0);
  }

  /** Whether the task beside has to begin anew, because some task has not done its least yet. */
  boolean wantsMore() {
    return !stopped && !endsThen && behind > 0 && used() <= budget;
  }

  boolean paused() {
    return paused;
  }

  /** What happens from now on is not measured. */
  void pause() {
    paused = true;
    pausedFromPs = machine.nowPs();
    pausedFromStep = machine.ahead().seenSteps();
  }

  /** It is measured again. */
  void resume() {
    paused = false;
    pausedPs += machine.nowPs() - pausedFromPs;
    pausedSteps += machine.ahead().seenSteps() - pausedFromStep;
  }

  /** What others began beside the task beside still counts: each counts once more. */
  void letComeThrough() {
    if (!comesThrough) {
      comesThrough = true;
      for (int task = 0; task < ops.length; task++) {
        missing.add(task);
      }
    }
  }

  /** Whether each of them has. */
  boolean allCameThrough() {
    return comesThrough && missing.isEmpty();
  }

  /** The task beside begins anew. */
  void besideBegins() {
    comesThrough = false;
  }

  /** The task beside has ended for good, or the budget has. */
  void besideEnded() {
    stop(behind > 0 ? Ending.BUDGET : Ending.BESIDE);
  }

  private void stop(Ending why) {
    if (!stopped) {
      if (paused) {
        resume();
      }
      stopped = true;
      ending = why;
      toPs = machine.nowPs();
      whenDone.run();
    }
  }

  boolean measures() {
    return warm && !stopped && !paused;
  }

  boolean stopped() {
    return stopped;
  }

  /** Operations that were counted while it measured. */
  long ops() {
    return total;
  }

  /** For how long it measured. */
  long windowPs() {
    return Math.max(1, toPs - fromPs - pausedPs);
  }

  /** Rounds of the loop that each task came through at least while it measured. */
  int wholeRounds() {
    return rounds.least();
  }

  Ending ending() {
    return ending;
  }
}
