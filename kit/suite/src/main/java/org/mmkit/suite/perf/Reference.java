// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the two references reach at a point.
 *
 * @param exclusiveOps operations in 1000 seconds with strategy {@code exclusive}
 * @param exclusiveSpread what they differ by over the seeds
 * @param idealOps the same operations where a zap is paid for after the lock
 * @param exclusiveMunmapNs mean time of a munmap with {@code exclusive}; negative without one
 * @param exclusiveFaultNs how long faults take with it, for each of {@link Measure#faults}; empty
 *     without faults
 */
record Reference(
    long exclusiveOps,
    long exclusiveSpread,
    long idealOps,
    long exclusiveMunmapNs,
    List<Long> exclusiveFaultNs) {
  private static final double WORTHWHILE = 1.05;
  private static final long WHOLE = 1000;
  private static final double KILO = 1000;

  static Reference of(PointResult exclusive, PointResult ideal) {
    return new Reference(
        Math.round(KILO * exclusive.median(Measure.OPS_PER_S.value())),
        Math.round(KILO * exclusive.spreadOfOps()),
        Math.round(KILO * ideal.median(Measure.OPS_PER_S.value())),
        Math.round(exclusive.median(Measure.MUNMAP_NS.value())),
        Measure.faults().stream()
            .map(one -> Math.round(exclusive.median(one.value())))
            .filter(ns -> ns >= 0)
            .toList());
  }

  /**
   * How far a strategy comes from {@code exclusive} (0) to the ideal (1000) on a logarithmic scale;
   * negative if it is slower than {@code exclusive}. Empty where the two are too near to each
   * other.
   *
   * @param opsPerSecond of the strategy
   */
  OptionalLong score(double opsPerSecond) {
    if (exclusiveOps <= 0 || opsPerSecond <= 0 || idealOps < WORTHWHILE * exclusiveOps) {
      return OptionalLong.empty();
    }
    double gained = StrictMath.log(KILO * opsPerSecond / exclusiveOps);
    double possible = StrictMath.log((double) idealOps / exclusiveOps);
    long score = Math.round(WHOLE * gained / possible);
    return OptionalLong.of(Math.max(-WHOLE, Math.min(WHOLE, score)));
  }
}
