// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import org.mmkit.machine.policy.SplitMix64;

/** Varies times of a task a little, so that what comes of chance shows as a spread. */
final class Shift {
  private static final long NS_MAX = 1000;
  private static final long PART = 10;

  private final SplitMix64 random;
  private final boolean varies;

  /**
   * @param seed 0 varies nothing
   */
  Shift(long seed, int task) {
    this.varies = seed != 0;
    this.random = new SplitMix64(seed * 31 + task);
  }

  /** A time that is at most a tenth, and a microsecond, longer or shorter. */
  long of(long ns) {
    long most = Math.min(NS_MAX, ns / PART);
    return varies && most > 0 ? ns - most + random.nextInt((int) (2 * most + 1)) : ns;
  }
}
