// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.RandomWalk;

/** At each step any task that can run, all of them as likely as each other. */
final class RandomWalks implements Policy {
  private final long seed;
  private long index;

  RandomWalks(long seed) {
    this.seed = seed;
  }

  @Override
  public Scheduler next() {
    return new RandomWalk(seed, index++);
  }

  @Override
  public String name() {
    return "random walk";
  }
}
