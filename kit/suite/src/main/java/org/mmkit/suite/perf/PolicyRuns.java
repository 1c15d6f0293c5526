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
  private final Known known;

  /** What exclusive reaches under a rule where that is known already, in 1000 s. */
  interface Known {
    Optional<Reference> find(String policy, Point point);
  }

  /**
   * @param beforeEach is told that work goes on
   */
  PolicyRuns(Grid grid, Setup setup, long seed, Runnable beforeEach, Known known) {
    this.grid = grid;
    this.setup = setup;
    this.seed = seed;
    this.beforeEach = beforeEach;
    this.known = known;
  }

  /** Whether a point is one of these. */
  static boolean concern(Grid grid, Point point) {
    return LOADS.contains(point.load().id())
        && TASKS.contains(point.tasks())
        && point.mode() == Mode.THREADS
        && grid.seeds() > 1;
  }

  /** How many points run for one. */
  int points(Point point) {
    int count = 0;
    for (LockPolicy policy : concern(grid, point) ? LockPolicy.values() : new LockPolicy[0]) {
      count += isOwn(policy) ? 0 : 1;
      count += known.find(policy.id(), point).isPresent() ? 0 : 1;
    }
    return count;
  }

  private boolean isOwn(LockPolicy policy) {
    return setup.machine().locks().policy() == policy;
  }

  /**
   * The throughput under each rule in thousandths of that of {@code exclusive}, by measure.
   *
   * @param result of the strategy under the rule of the setup
   */
  Map<String, Long> run(PointResult result, Supplier<UnmapStrategy> strategy) {
    Map<String, Long> all = new TreeMap<>();
    Point point = result.point();
    for (LockPolicy policy : LockPolicy.values()) {
      Optional<Double> own =
          isOwn(policy) ? Optional.of(ops(result)) : run(point, policy, strategy).map(this::ops);
      Optional<Reference> base = known.find(policy.id(), point).or(() -> reference(point, policy));
      if (own.isPresent() && base.isPresent()) {
        String name = "of_exclusive_" + policy.id().replace('.', '_') + "_permille";
        double kiloOps = base.get().exclusiveOps() / WHOLE;
        all.put(point.name() + "." + name, Math.round(WHOLE * own.get() / kiloOps));
      }
    }
    return all;
  }

  /** What exclusive reaches under a rule; empty if the load itself does not run soundly. */
  Optional<Reference> reference(Point point, LockPolicy policy) {
    return run(point, policy, ExclusiveMunmap::new).map(one -> Reference.of(one, one));
  }

  private Optional<PointResult> run(
      Point point, LockPolicy policy, Supplier<UnmapStrategy> strategy) {
    Setup other = setup.with(setup.machine().withLocks(setup.machine().locks().withPolicy(policy)));
    PointResult result =
        new PointRuns(grid, other, strategy, Zap.IN_PLACE, seed, beforeEach).run(point);
    return result.unsound().isEmpty() ? Optional.of(result) : Optional.empty();
  }

  private double ops(PointResult result) {
    return result.median(Measure.OPS_PER_S.value());
  }
}
