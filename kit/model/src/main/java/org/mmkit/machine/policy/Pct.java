// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Runs the task of highest priority; priorities are random, and at depth - 1 random decisions the
 * task that would go on falls behind all others. Finds a given bug that takes depth orderings with
 * a probability of at least 1 / (tasks * decisions ^ (depth - 1)).
 *
 * <p>After S. Burckhardt, P. Kothari, M. Musuvathi and S. Nagarakatte, A randomized scheduler with
 * probabilistic guarantees of finding bugs, ASPLOS 2010.
 */
public final class Pct implements Scheduler {

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final SplitMix64 random;
  private final int[] changes;
  private int nextChange;
  private int decision;
  private long[] priorities = new long[8];

  /**
   * The schedule of an index under a seed.
   *
   * @param depth how many orderings the bugs take that are looked for, at least 1
   * @param decisions how often at most the program has two tasks or more that can go on
   */
  public Pct(long seed, long index, int depth, int decisions) {
    if (depth < 1 || decisions < 1) {
      throw new IllegalArgumentException("depth " + depth + ", decisions " + decisions);
    }
    random = SplitMix64.stream(seed, index);
    changes = new int[depth - 1];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = random.nextInt(decisions);
    }
    Arrays.sort(changes);
    Arrays.fill(priorities, UNKNOWN);
  }

  /** The schedule of an index under a seed, with the decisions that a pilot has counted. */
  public Pct(long seed, long index, int depth, PilotCounts counts) {
    this(seed, index, depth, Math.max(1, counts.decisions()));
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (count == 1) {
      return runnable[0];
    }
    Task first = highest(runnable, count);
    while (nextChange < changes.length && changes[nextChange] == decision) {
      // Each fall goes below all falls before it.
      priorities[first.id()] = -1 - nextChange;
      nextChange++;
      first = highest(runnable, count);
    }
    decision++;
    return first;
  }

  private Task highest(Task[] runnable, int count) {
    Task first = runnable[0];
    long highest = priority(first);
    for (int i = 1; i < count; i++) {
      long priority = priority(runnable[i]);
      if (priority > highest) {
        first = runnable[i];
        highest = priority;
      }
    }
    return first;
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
