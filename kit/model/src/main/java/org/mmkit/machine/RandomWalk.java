// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Picks at random among the tasks that can go on. A schedule is determined by a seed and its index,
 * so that any one of millions can be had again without those before it.
 *
 * <p>Three walks of four prefer the task that is running, more and more so: a walk that may switch
 * at every step hardly ever lets one task do much while another stands in a gap of a few
 * instructions, which is what most races need.
 */
public final class RandomWalk implements Scheduler {

  /** A failed allocation or a signal cuts a run short: at even odds little else would be seen. */
  private static final int RARE = 8;

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
  public Task pick(Task[] runnable, int count, Task current) {
    if (count == 1) {
      return runnable[0];
    }
    if (current != null && stepsPerSwitch > 1 && random.nextInt(stepsPerSwitch) != 0) {
      return current;
    }
    return runnable[random.nextInt(count)];
  }

  /** Uniform, but failed allocations and signals come one time in eight. */
  @Override
  public int choose(ChoiceKind kind, int options) {
    if ((kind == ChoiceKind.ALLOC_FAILS || kind == ChoiceKind.SIGNAL)
        && random.nextInt(RARE) != 0) {
      return 0;
    }
    return kind == ChoiceKind.ALLOC_FAILS || kind == ChoiceKind.SIGNAL
        ? 1 + random.nextInt(options - 1)
        : random.nextInt(options);
  }
}
