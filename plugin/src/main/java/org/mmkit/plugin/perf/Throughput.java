// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.Optional;
import java.util.OptionalLong;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.plugin.chart.Numbers;
import org.mmkit.suite.record.StrategyRecord;

/**
 * How two throughputs at a point stand to each other. Where operations are so slow that a whole
 * number of them in a second says little, the time of a munmap says more.
 */
final class Throughput {
  private static final long FEW = 1000;
  private static final String MUNMAP = "munmap_ns";
  private static final String SPREAD = "_spread";

  /**
   * Whose throughput it is.
   *
   * @param prefix of its measures: a strategy has those of {@code exclusive} beside its own
   */
  record Side(StrategyRecord of, String prefix) {

    OptionalLong measure(PerfPoint point, String name) {
      return point.measure(of, prefix + name);
    }
  }

  private Throughput() {}

  /** Empty where one of them was not measured. */
  static Optional<Comparison> compare(PerfPoint point, Side one, Side other) {
    OptionalLong ops = one.measure(point, PerfPoint.OPS);
    OptionalLong base = other.measure(point, PerfPoint.OPS);
    if (ops.isEmpty() || base.isEmpty()) {
      return Optional.empty();
    }
    boolean few = Math.min(ops.getAsLong(), base.getAsLong()) < FEW;
    if (few && one.measure(point, MUNMAP).isPresent() && other.measure(point, MUNMAP).isPresent()) {
      return Optional.of(compare(point, MUNMAP, other, one));
    }
    return Optional.of(compare(point, PerfPoint.OPS, one, other));
  }

  private static Comparison compare(PerfPoint point, String measure, Side one, Side other) {
    long value = one.measure(point, measure).orElse(0);
    long base = other.measure(point, measure).orElse(0);
    OptionalLong spread = one.measure(point, measure + SPREAD);
    OptionalLong baseSpread = other.measure(point, measure + SPREAD);
    boolean both = spread.isPresent() && baseSpread.isPresent();
    return Comparison.of(
        value,
        Comparison.spread(both ? spread : OptionalLong.empty(), point, value),
        base,
        Comparison.spread(both ? baseSpread : OptionalLong.empty(), point, base));
  }

  /** For people: operations a second, or the time of a munmap where they are few; may be empty. */
  static String text(PerfPoint point, Side one) {
    OptionalLong ops = one.measure(point, PerfPoint.OPS);
    OptionalLong munmap = one.measure(point, MUNMAP);
    if (ops.isPresent() && ops.getAsLong() < FEW && munmap.isPresent() && point.tasks() == 1) {
      return Durations.of(munmap.getAsLong()) + " each";
    }
    return ops.isPresent() ? Numbers.whole(ops.getAsLong()) : "";
  }
}
