// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.HashMap;
import java.util.Map;
import org.mmkit.machine.policy.SplitMix64;

/**
 * Which calls have led to something new of late: those that seldom do are made less often than the
 * table says, but never left out. Whole numbers, so that every JVM counts alike.
 */
final class Energy {
  private static final int ONE = 256;
  private static final int LEAST = 32;
  private static final int MEMORY = 20_000;

  /** How often a call was made, and how much was new then. */
  private static final class Count {
    private long made;
    private long news;
  }

  private final Map<String, Count> counts = new HashMap<>();
  private long made;
  private long news;

  void made(String call) {
    count(call).made++;
    if (++made > MEMORY) {
      forgetHalf();
    }
  }

  void gaveNew(String call) {
    count(call).news++;
    news++;
  }

  private Count count(String call) {
    return counts.computeIfAbsent(call, name -> new Count());
  }

  private void forgetHalf() {
    made = 0;
    news = 0;
    for (Count count : counts.values()) {
      count.made /= 2;
      count.news /= 2;
      made += count.made;
      news += count.news;
    }
  }

  /** Whether a call that the table has picked is made, and no other is picked instead. */
  boolean takes(String call, SplitMix64 random) {
    Count count = count(call);
    // As if each had given the mean at ten times before.
    long expected = Math.max(1, news * ONE / Math.max(1, made));
    long share = ((count.news * ONE + 10 * expected) / (count.made + 10)) * ONE / expected;
    return random.nextInt(ONE) < Math.max(LEAST, Math.min(ONE, share));
  }
}
