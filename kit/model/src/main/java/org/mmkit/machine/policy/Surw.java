// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;

/**
 * Samples the orders of the steps that matter about evenly: the task of the next one is drawn in
 * proportion to how many such steps each task has left. What matters is one shared object, drawn
 * anew for each schedule, or every step.
 *
 * <p>After H. Zhao, D. Wolff, U. Mathur and A. Roychoudhury, Selectively uniform concurrency
 * testing, ASPLOS 2025.
 */
public final class Surw implements Scheduler {

  private final SplitMix64 random;
  private final boolean everyStep;
  private final boolean stays;
  private final long object;
  private final int[] left;

  /** Id of the task that is to take the next step that matters; -1 if it is not drawn yet. */
  private int intended = -1;

  private boolean several;

  private Surw(
      SplitMix64 random, boolean everyStep, boolean stays, long object, List<Integer> steps) {
    this.random = random;
    this.everyStep = everyStep;
    this.stays = stays;
    this.object = object;
    this.left = new int[steps.size()];
    for (int task = 0; task < left.length; task++) {
      left[task] = steps.get(task);
    }
  }

  /**
   * The schedule of an index under a seed in which the steps on one object matter. Where that
   * object is not concerned, each second schedule lets the task that runs go on; the others switch
   * at random.
   */
  public static Surw oneObject(long seed, long index, PilotCounts counts) {
    if (counts.shared().isEmpty()) {
      return everyStep(seed, index, counts);
    }
    SplitMix64 random = SplitMix64.stream(seed, index);
    PilotCounts.Shared drawn = counts.shared().get(random.nextInt(counts.shared().size()));
    return new Surw(random, false, (index & 1) != 0, drawn.object(), drawn.steps());
  }

  /** The schedule of an index under a seed in which every step matters. */
  public static Surw everyStep(long seed, long index, PilotCounts counts) {
    return new Surw(SplitMix64.stream(seed, index), true, false, 0, counts.steps());
  }

  @Override
  public void begin(Machine machine) {
    several = machine.runnableCount() > 1;
  }

  @Override
  public boolean seesEveryStep() {
    return several;
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    Task next =
        count == 1
            ? runnable[0]
            : everyStep ? any(runnable, count) : free(runnable, count, current);
    if (matters(next)) {
      if (left(next) > 0) {
        left[next.id()]--;
      }
      intended = -1;
    }
    return next;
  }

  /** One of those that are about to take a step; first all come to one. */
  private Task any(Task[] runnable, int count) {
    for (int i = 0; i < count; i++) {
      if (!matters(runnable[i])) {
        return runnable[i];
      }
    }
    return drawOf(runnable, count);
  }

  /** One of those that are not about to take a step that matters before the intended one. */
  private Task free(Task[] runnable, int count, @Nullable Task current) {
    if (intended < 0) {
      intended = drawOfAll();
    }
    if (stays && current != null && isFree(current)) {
      return current;
    }
    int free = 0;
    for (int i = 0; i < count; i++) {
      free += isFree(runnable[i]) ? 1 : 0;
    }
    if (free == 0) {
      // The intended task waits for one of these, or has fewer steps than in the pilot's runs.
      return drawOf(runnable, count);
    }
    int place = random.nextInt(free);
    for (int i = 0; ; i++) {
      if (isFree(runnable[i]) && place-- == 0) {
        return runnable[i];
      }
    }
  }

  private boolean isFree(Task task) {
    return task.id() == intended || !matters(task);
  }

  private boolean matters(Task task) {
    StepKind kind = task.pendingKind();
    if (everyStep) {
      return kind != StepKind.TASK_START && kind != StepKind.TASK_RESUME;
    }
    return task.pendingObject() == object
        && task.pendingAccess() != Access.NONE
        && kind != StepKind.UNLOCK
        && kind != StepKind.SPIN_UNLOCK;
  }

  private int left(Task task) {
    return task.id() < left.length ? left[task.id()] : 0;
  }

  /** One of these tasks, in proportion to the steps that matter which each has left. */
  private Task drawOf(Task[] runnable, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += left(runnable[i]);
    }
    if (sum == 0) {
      return runnable[random.nextInt(count)];
    }
    int place = random.nextInt(sum);
    for (int i = 0; ; i++) {
      place -= left(runnable[i]);
      if (place < 0) {
        return runnable[i];
      }
    }
  }

  /** The id of one of all tasks, those included that wait; any id if none has steps left. */
  private int drawOfAll() {
    int sum = 0;
    for (int steps : left) {
      sum += steps;
    }
    int place = sum == 0 ? 0 : random.nextInt(sum);
    for (int task = 0; task < left.length; task++) {
      place -= left[task];
      if (place < 0) {
        return task;
      }
    }
    return left.length;
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    return RareFaults.choose(random, kind, options);
  }
}
