// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Counts the distinct traces of runs that a random policy schedules, and how many of them came up
 * only once. Their share in the runs estimates, after Good and Turing, how probable it is that the
 * next run shows a trace not seen before.
 */
public final class TraceCensus {

  private final TraceHash hash = new TraceHash(new Conflicts(LockOrder.GRANTS));
  private final TraceSet once = new TraceSet();
  private final TraceSet twice = new TraceSet();
  private long executions;
  private boolean running;

  /** A census of no run. */
  public TraceCensus() {}

  /** Lets a scheduler decide the next run, and counts the run. */
  public Scheduler watch(Scheduler decider) {
    take();
    hash.reset();
    return new Watching(decider);
  }

  /** Number of runs. */
  public long executions() {
    take();
    return executions;
  }

  /** Number of distinct traces. */
  public long traces() {
    take();
    return once.size();
  }

  /** Number of traces that came up once. */
  public long singletons() {
    take();
    return once.size() - twice.size();
  }

  private void take() {
    if (running) {
      running = false;
      executions++;
      long trace = hash.value();
      if (!once.add(trace)) {
        twice.add(trace);
      }
    }
  }

  private final class Watching implements Scheduler {
    private final Scheduler decider;
    private Machine machine;
    private boolean several;
    private boolean asksAlways;

    Watching(Scheduler decider) {
      this.decider = decider;
    }

    @Override
    public void begin(Machine begun) {
      machine = begun;
      running = true;
      several = Phase.hasSeveralTasks(begun);
      hash.begin(begun);
      decider.begin(begun);
      asksAlways = decider.seesEveryStep();
    }

    @Override
    public boolean seesEveryStep() {
      return several || asksAlways;
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      hash.settle(runnable, count);
      boolean forced = count == 1 && runnable[0] == current && !asksAlways;
      Task next = forced ? current : decider.pick(runnable, count, current);
      if (next != null) {
        hash.step(next);
      }
      return next;
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      int option = decider.choose(kind, options);
      hash.choice(machine.current(), option);
      return option;
    }

    @Override
    public void end(Machine ended) {
      hash.end();
      decider.end(ended);
    }
  }
}
