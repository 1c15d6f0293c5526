// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.Locale;
import java.util.OptionalLong;

/** How a throughput stands to another one, as far as the spread over the seeds lets it be told. */
public enum Comparison {
  BETTER,
  SAME,
  WORSE,
  UNSURE;

  private static final double SAME_WITHIN = 0.01;

  /** What several tasks may differ by from one seed to another, where there was only one. */
  private static final double SPREAD_ASSUMED = 0.2;

  /**
   * Compares medians: better or worse only outside the larger spread, the same within one percent.
   */
  static Comparison of(long value, long spread, long base, long baseSpread) {
    long difference = Math.abs(value - base);
    if (difference <= SAME_WITHIN * base) {
      return SAME;
    }
    if (difference <= Math.max(spread, baseSpread)) {
      return UNSURE;
    }
    return value > base ? BETTER : WORSE;
  }

  /** Compares costs that have no spread: less is better, the same within one percent. */
  public static Comparison ofCost(long value, long base) {
    return of(base, 0, value, 0);
  }

  /** The spread that a point has, or is taken to have. */
  static long spread(OptionalLong measured, PerfPoint point, long value) {
    return measured.orElse(point.tasks() == 1 ? 0 : Math.round(SPREAD_ASSUMED * value));
  }

  /** The word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
