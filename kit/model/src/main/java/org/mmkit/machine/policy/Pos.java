// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Gives each pending step a random priority and takes the highest; steps that conflict with the one
 * taken draw again. Close to even over the orders of conflicting steps, where a random walk is even
 * over decisions.
 *
 * <p>After X. Yuan, J. Yang and R. Gu, Partial order aware concurrency sampling, CAV 2018.
 */
public final class Pos implements Scheduler {

  private static final long UNKNOWN = -1;

  private final SplitMix64 random;
  private long[] priorities = new long[8];

  /** The schedule of an index under a seed. */
  public Pos(long seed, long index) {
    random = SplitMix64.stream(seed, index);
    Arrays.fill(priorities, UNKNOWN);
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (count == 1) {
      forget(runnable[0]);
      return runnable[0];
    }
    Task first = runnable[0];
    long highest = UNKNOWN;
    for (int i = 0; i < count; i++) {
      long priority = priority(runnable[i]);
      if (priority > highest) {
        first = runnable[i];
        highest = priority;
      }
    }
    redrawConflicting(first, runnable, count);
    return first;
  }

  private void redrawConflicting(Task taken, Task[] runnable, int count) {
    priorities[taken.id()] = UNKNOWN;
    Access access = taken.pendingAccess();
    if (access == Access.NONE) {
      return;
    }
    for (int i = 0; i < count; i++) {
      Task other = runnable[i];
      if (other.pendingObject() == taken.pendingObject()
          && !access.commutesWith(other.pendingAccess())) {
        priorities[other.id()] = UNKNOWN;
      }
    }
  }

  private void forget(Task task) {
    if (task.id() < priorities.length) {
      priorities[task.id()] = UNKNOWN;
    }
  }

  private long priority(Task task) {
    if (task.id() >= priorities.length) {
      int known = priorities.length;
      priorities = Arrays.copyOf(priorities, task.id() * 2);
      Arrays.fill(priorities, known, priorities.length, UNKNOWN);
    }
    if (priorities[task.id()] == UNKNOWN) {
      priorities[task.id()] = random.nextLong() >>> 1;
    }
    return priorities[task.id()];
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    return RareFaults.choose(random, kind, options);
  }
}
