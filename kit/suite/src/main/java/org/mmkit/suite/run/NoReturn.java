// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Replay;

/**
 * Finds the step of a failing run from which nothing avoids the failure any more: up to it the run
 * goes as it did, and then in many other ways.
 */
public final class NoReturn {
  private static final int WALKS = 40;
  private static final long SEED = 1;

  private final Experiment run;
  private final Schedule schedule;
  private final String code;

  /**
   * A search within one run.
   *
   * @param schedule of the run
   * @param code of the rule that it breaks
   */
  public NoReturn(Experiment run, Schedule schedule, String code) {
    this.run = run;
    this.schedule = schedule;
    this.code = code;
  }

  /**
   * The number of the step after which no continuation that was tried kept the rule, while before
   * it one did; -1 if the rule is broken in any case, or not even by the whole schedule.
   */
  public int step() {
    if (!isDecidedBy(schedule.size()) || isDecidedBy(0)) {
      return -1;
    }
    int open = 0;
    int decided = schedule.size();
    while (decided - open > 1) {
      int middle = (open + decided) / 2;
      if (isDecidedBy(middle)) {
        decided = middle;
      } else {
        open = middle;
      }
    }
    Continuation last = new Continuation(decided, new Replay(schedule), new RandomWalk(SEED, 0));
    run.trace(last);
    return last.stepOfLastDecision;
  }

  /** Whether a beginning of the schedule breaks the rule however the run goes on. */
  private boolean isDecidedBy(int decisions) {
    for (int walk = 0; walk < WALKS; walk++) {
      Scheduler then = walk < 2 ? new Straight(walk == 1) : new RandomWalk(SEED, walk);
      Continuation continuation = new Continuation(decisions, new Replay(schedule), then);
      boolean broken =
          run.judge(run.run(continuation)).stream().anyMatch(b -> b.rule().code().equals(code));
      if (!broken) {
        return false;
      }
    }
    return true;
  }

  /** Lets each task run as long as it can, and takes the ordinary course. */
  private record Straight(boolean others) implements Scheduler {
    @Override
    public Task pick(Task[] runnable, int count, @Nullable Task current) {
      Task last = runnable[count - 1];
      return current != null && !(others && current == runnable[0]) ? current : last;
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return 0;
    }
  }

  /** Follows the schedule for some decisions, and then another scheduler. */
  private final class Continuation implements Scheduler {
    private final int decisions;
    private final Replay replay;
    private final Scheduler then;
    private Machine machine;
    private int stepOfLastDecision = -1;

    Continuation(int decisions, Replay replay, Scheduler then) {
      this.decisions = decisions;
      this.replay = replay;
      this.then = then;
    }

    private Scheduler next() {
      int done = schedule.size() - replay.remaining();
      if (done == decisions - 1) {
        stepOfLastDecision = machine.trace().size();
      }
      return done < decisions ? replay : then;
    }

    @Override
    public void begin(Machine runs) {
      machine = runs;
    }

    @Override
    public Task pick(Task[] runnable, int count, @Nullable Task current) {
      return next().pick(runnable, count, current);
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return next().choose(kind, options);
    }
  }
}
