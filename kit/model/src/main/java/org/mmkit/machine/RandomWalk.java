// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Picks uniformly among the tasks that can go on. A schedule is determined by a seed and its index,
 * so that any one of millions can be had again without those before it.
 */
public final class RandomWalk implements Scheduler {

  /** A failed allocation or a signal cuts a run short: at even odds little else would be seen. */
  private static final int RARE = 8;

  private final SplitMix64 random;

  /** The walk of an index under a seed. */
  public RandomWalk(long seed, long index) {
    random = SplitMix64.stream(seed, index);
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    return count == 1 ? runnable[0] : runnable[random.nextInt(count)];
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
