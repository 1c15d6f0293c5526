// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mmkit.machine.LockPolicy;
import org.mmkit.suite.load.Mode;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * Small mappings that come and go beside each other, under each rule of semaphores: there a
 * strategy can lose by downgrading what it wins elsewhere.
 */
final class PolicyRuns {
  private static final List<String> LOADS = List.of("mmap1", "brk1");
  private static final List<Integer> TASKS = List.of(8, 32);
  private static final double WHOLE = 1000;

  private final Grid grid;
  private final Setup setup;
  private final long seed;
  private final Runnable beforeEach;

  /**
   * @param beforeEach is told that work goes on
   */
  PolicyRuns(Grid grid, Setup setup, long seed, Runnable beforeEach) {
    this.grid = grid;
    this.setup = setup;
    this.seed = seed;
    this.beforeEach = beforeEach;
  }

  /** Whether a point is one of these. */
  boolean concern(Point point) {
    return LOADS.contains(point.load().id())
        && TASKS.contains(point.tasks())
        && point.mode() == Mode.THREADS
        && grid.seeds() > 1;
  }

  /** How many points run for one. */
  int points(Point point) {
    return concern(point) ? 2 * LockPolicy.values().length : 0;
  }

  /** The throughput under each rule in thousandths of that of {@code exclusive}, by measure. */
  Map<String, Long> run(Point point, Supplier<UnmapStrategy> strategy) {
    Map<String, Long> all = new TreeMap<>();
    for (LockPolicy policy : LockPolicy.values()) {
      Setup other =
          setup.with(setup.machine().withLocks(setup.machine().locks().withPolicy(policy)));
      Optional<Double> own = ops(point, other, strategy);
      Optional<Double> base = ops(point, other, ExclusiveMunmap::new);
      if (own.isPresent() && base.isPresent()) {
        String name = "of_exclusive_" + policy.id().replace('.', '_') + "_permille";
        all.put(point.name() + "." + name, Math.round(WHOLE * own.get() / base.get()));
      }
    }
    return all;
  }

  private Optional<Double> ops(Point point, Setup other, Supplier<UnmapStrategy> strategy) {
    PointResult result =
        new PointRuns(grid, other, strategy, Zap.IN_PLACE, seed, beforeEach).run(point);
    return result.unsound().isEmpty()
        ? Optional.of(result.median(Measure.OPS_PER_S.value()))
        : Optional.empty();
  }
}
