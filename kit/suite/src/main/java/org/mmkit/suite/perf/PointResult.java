// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.mmkit.suite.load.Ending;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Point;

/**
 * What the runs of a point came to, one for each seed.
 *
 * @param runs as far as they are sound; none if the first one was not
 * @param unsound the first run that cannot be compared with others
 */
record PointResult(Point point, List<Measured> runs, Optional<Measured> unsound) {
  /** Twice the standard error at which a run counts as steady. */
  private static final double LEAST = 0.02;

  PointResult {
    runs = List.copyOf(runs);
  }

  /** The value of a run in the middle; of two in the middle the lower one. */
  double median(ToDoubleFunction<Measured> value) {
    double[] sorted = sorted(value);
    return sorted[(sorted.length - 1) / 2];
  }

  /** From the lowest value to the highest. */
  double spread(ToDoubleFunction<Measured> value) {
    double[] sorted = sorted(value);
    return sorted[sorted.length - 1] - sorted[0];
  }

  /**
   * The spread of the throughput. Runs may come out closer than each of them is known: where there
   * are several, it is at least two percent of the median.
   */
  double spreadOfOps() {
    ToDoubleFunction<Measured> ops = Measure.OPS_PER_S.value();
    return runs.size() == 1 ? 0 : Math.max(spread(ops), LEAST * median(ops));
  }

  private double[] sorted(ToDoubleFunction<Measured> value) {
    return runs.stream().mapToDouble(value).sorted().toArray();
  }

  boolean endedByBudget() {
    return runs.stream().anyMatch(run -> run.window().ending() == Ending.BUDGET);
  }

  /**
   * Whether each task came through a whole round of its loop in each run. If not, it is not known
   * what the load as a whole comes to. Beside a task that runs once rounds do not matter.
   */
  boolean hasWholeRounds() {
    return point.load().hasBeside() || runs.stream().allMatch(run -> run.window().rounds() > 0);
  }

  long steps() {
    return runs.stream().mapToLong(run -> run.window().steps()).sum();
  }
}
