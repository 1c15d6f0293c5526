// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import org.mmkit.machine.policy.SplitMix64;

/**
 * Which way of making programs has led to more that is new of late: fresh ones, or changed ones of
 * the corpus. The better way makes seven programs of eight. Whole numbers, so that every JVM counts
 * alike.
 */
final class Yield {
  private static final int ONE = 256;
  private static final int SHARE = 16;
  private static final int OTHER_ONE_IN = 8;

  private long fresh;
  private long changed;
  private boolean lastChanged;

  /** Whether the next program is a changed one. */
  boolean nextIsChanged(SplitMix64 random) {
    boolean better = changed > fresh;
    lastChanged = (random.nextInt(OTHER_ONE_IN) == 0) != better;
    return lastChanged;
  }

  /** Says how much the program met that none did before it. */
  void gave(int news) {
    if (lastChanged) {
      changed += ((long) news * ONE - changed) / SHARE;
    } else {
      fresh += ((long) news * ONE - fresh) / SHARE;
    }
  }
}
