// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mmkit.suite.load.LoadRun;
import org.mmkit.suite.load.LoadWatch;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Variation;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;

/**
 * How far the throughput of a point moves when all programs are busy for longer, or for less long,
 * between two calls.
 *
 * @param movedBy the largest move of the median, as a share of it
 * @param spread what the point itself states, as a share of its median
 * @param atNs the change of user time that moved it most
 */
record Stability(Point point, double movedBy, double spread, int atNs) {
  private static final long SEED = 1;

  static Stability of(
      Grid grid, Setup setup, Supplier<UnmapStrategy> strategy, Point point, List<Integer> shifts) {
    PointResult usual = run(grid, setup, strategy, point, 0);
    double median = ops(usual);
    double most = 0;
    int at = 0;
    for (int shift : shifts) {
      double moved = Math.abs(ops(run(grid, setup, strategy, point, shift)) / median - 1);
      if (moved > most) {
        most = moved;
        at = shift;
      }
    }
    return new Stability(point, most, usual.spreadOfOps() / median, at);
  }

  private static double ops(PointResult result) {
    return result.median(Measure.OPS_PER_S.value());
  }

  private static PointResult run(
      Grid grid, Setup setup, Supplier<UnmapStrategy> strategy, Point point, int shiftNs) {
    List<Measured> runs = new ArrayList<>();
    int count = grid.seeds(point);
    for (int i = 0; i < count; i++) {
      Variation usual = Variation.of(SEED, i, count);
      Variation shifted = new Variation(usual.seed(), Math.max(0, usual.gapNs() + (long) shiftNs));
      runs.add(
          LoadRun.measure(
              point, strategy, setup, Zap.IN_PLACE, shifted, grid.steps(point), LoadWatch.NONE));
    }
    return new PointResult(point, runs, Optional.empty());
  }
}
