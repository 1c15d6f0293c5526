// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much each load counts in the score of stage perf.
 *
 * @param byLoad whole numbers by the ids of loads; {@code *} stands for all that are not named
 */
public record LoadWeights(SortedMap<String, Long> byLoad) {
  /** Stands for all loads that are not named. */
  public static final String OTHERS = "*";

  /** The highest weight. */
  public static final long MAX = 1000;

  public LoadWeights {
    byLoad = Collections.unmodifiableSortedMap(new TreeMap<>(byLoad));
  }

  /** How much a load counts: 1 where neither it nor {@code *} is named. */
  long weight(String load) {
    return byLoad.getOrDefault(load, byLoad.getOrDefault(OTHERS, 1L));
  }

  /** Whether no load counts. */
  public boolean areAllZero() {
    return !byLoad.isEmpty() && byLoad.values().stream().allMatch(weight -> weight == 0);
  }
}
