// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Picks at random among the tasks that can go on. A schedule is determined by a seed and its index,
 * so that any one of millions can be had again without those before it.
 *
 * <p>Three walks of four prefer the task that is running, more and more so: a walk that may switch
 * at every step hardly ever lets one task do much while another stands in a gap of a few
 * instructions, which is what most races need.
 */
public final class RandomWalk implements Scheduler {

  /** One switch in 1, 4, 16 or 64 steps, by the last two bits of the index. */
  private static final int[] STEPS_PER_SWITCH = {1, 4, 16, 64};

  private final SplitMix64 random;
  private final int stepsPerSwitch;

  /** The walk of an index under a seed. */
  public RandomWalk(long seed, long index) {
    random = SplitMix64.stream(seed, index);
    stepsPerSwitch = STEPS_PER_SWITCH[(int) (index & 3)];
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (count == 1) {
      return runnable[0];
    }
    if (current != null && stepsPerSwitch > 1 && random.nextInt(stepsPerSwitch) != 0) {
      return current;
    }
    return runnable[random.nextInt(count)];
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    return RareFaults.choose(random, kind, options);
  }
}
