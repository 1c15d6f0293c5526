// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;

/**
 * A few runs of a program that count what {@link Pct} and {@link Surw} must know beforehand: one in
 * which each task goes on as far as it can, and random walks.
 *
 * <pre>{@code
 * Pilot pilot = new Pilot(seed);
 * while (pilot.hasNext()) {
 *   run(pilot.next());
 * }
 * PilotCounts counts = pilot.counts();
 * }</pre>
 */
public final class Pilot {

  private static final int RUNS = 4;
  private static final int TASKS_MAX = 64;

  private final long seed;
  private final int[] steps = new int[TASKS_MAX];
  private final Map<Long, Touches> objects = new TreeMap<>();
  private int runs;
  private int decisions;
  private int tasks;

  /** The most steps on one object in any run, by task. */
  private static final class Touches {
    final int[] most = new int[TASKS_MAX];
    final int[] now = new int[TASKS_MAX];
    long readers;
    long writers;
    long adders;

    /** Whether steps of two tasks do not commute. */
    boolean compete() {
      long all = readers | writers | adders;
      return Long.bitCount(all) > 1 && (writers != 0 || readers != 0 && adders != 0);
    }
  }

  /** The runs of a seed. */
  public Pilot(long seed) {
    this.seed = seed;
  }

  /** Whether a run is left. */
  public boolean hasNext() {
    return runs < RUNS;
  }

  /** The scheduler of the next run. */
  public Scheduler next() {
    if (!hasNext()) {
      throw new IllegalStateException("the pilot has made its " + RUNS + " runs");
    }
    for (Touches touches : objects.values()) {
      Arrays.fill(touches.now, 0);
    }
    return new Counting(runs++ == 0 ? null : new RandomWalk(seed, runs));
  }

  /** What the runs have counted until now. */
  public PilotCounts counts() {
    List<PilotCounts.Shared> shared = new ArrayList<>();
    for (Map.Entry<Long, Touches> entry : objects.entrySet()) {
      Touches touches = entry.getValue();
      if (touches.compete()) {
        shared.add(new PilotCounts.Shared(entry.getKey(), listOf(touches.most)));
      }
    }
    return new PilotCounts(decisions, listOf(steps), shared);
  }

  private List<Integer> listOf(int[] counts) {
    List<Integer> list = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      list.add(counts[task]);
    }
    return list;
  }

  /** Counts while another scheduler decides, or while none interrupts a task. */
  private final class Counting implements Scheduler {
    private final @Nullable Scheduler decider;
    private final int[] stepsNow = new int[TASKS_MAX];
    private int decisionsNow;
    private boolean several;

    Counting(@Nullable Scheduler decider) {
      this.decider = decider;
    }

    @Override
    public void begin(Machine machine) {
      if (machine.taskCount() > TASKS_MAX) {
        throw new IllegalStateException("a pilot counts at most " + TASKS_MAX + " tasks");
      }
      several = machine.runnableCount() > 1;
    }

    @Override
    public boolean seesEveryStep() {
      return several;
    }

    @Override
    public Task pick(Task[] runnable, int count, @Nullable Task current) {
      if (count > 1) {
        decisions = Math.max(decisions, ++decisionsNow);
      }
      Task next =
          decider == null
              ? current == null ? runnable[0] : current
              : decider.pick(runnable, count, current);
      count(next);
      return next;
    }

    private void count(Task task) {
      int id = task.id();
      StepKind kind = task.pendingKind();
      if (kind == StepKind.TASK_START || kind == StepKind.TASK_RESUME) {
        return;
      }
      tasks = Math.max(tasks, id + 1);
      steps[id] = Math.max(steps[id], ++stepsNow[id]);
      Access access = task.pendingAccess();
      if (access == Access.NONE || kind == StepKind.UNLOCK || kind == StepKind.SPIN_UNLOCK) {
        return;
      }
      Touches touches = objects.computeIfAbsent(task.pendingObject(), object -> new Touches());
      touches.most[id] = Math.max(touches.most[id], ++touches.now[id]);
      switch (access) {
        case READ -> touches.readers |= 1L << id;
        case WRITE -> touches.writers |= 1L << id;
        default -> touches.adders |= 1L << id;
      }
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return decider == null ? 0 : decider.choose(kind, options);
    }
  }
}
