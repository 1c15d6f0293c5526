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

/** Runs points with a strategy, each with as many seeds as the grid says. */
final class PointRuns {
  private final Grid grid;
  private final Setup setup;
  private final Supplier<UnmapStrategy> strategy;
  private final Zap zap;
  private final long seed;
  private final Runnable beforeEach;

  /**
   * @param beforeEach is told that work goes on
   */
  PointRuns(
      Grid grid,
      Setup setup,
      Supplier<UnmapStrategy> strategy,
      Zap zap,
      long seed,
      Runnable beforeEach) {
    this.zap = zap;
    this.grid = grid;
    this.setup = setup;
    this.strategy = strategy;
    this.seed = seed;
    this.beforeEach = beforeEach;
  }

  PointResult run(Point point) {
    return run(point, LoadWatch.NONE);
  }

  /**
   * Runs a point.
   *
   * @param watch looks on at the first of its runs
   */
  PointResult run(Point point, LoadWatch watch) {
    List<Measured> runs = new ArrayList<>();
    int count = grid.seeds(point);
    for (int i = 0; i < count; i++) {
      beforeEach.run();
      LoadWatch looksOn = i == 0 ? watch : LoadWatch.NONE;
      Variation variation = Variation.of(seed, i, count);
      Measured run =
          LoadRun.measure(point, strategy, setup, zap, variation, grid.steps(point), looksOn);
      if (!run.isSound()) {
        return new PointResult(point, runs, Optional.of(run));
      }
      runs.add(run);
    }
    return new PointResult(point, runs, Optional.empty());
  }
}
