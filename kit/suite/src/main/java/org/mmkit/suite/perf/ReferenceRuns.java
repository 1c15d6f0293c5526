// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Optional;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** Runs the references at points for which none are shipped. */
final class ReferenceRuns {
  private final PointRuns exclusive;
  private final PointRuns ideal;

  ReferenceRuns(Grid grid, Setup setup, long seed, Runnable beforeEach) {
    this.exclusive =
        new PointRuns(grid, setup, ExclusiveMunmap::new, Zap.IN_PLACE, seed, beforeEach);
    this.ideal =
        new PointRuns(grid, setup, ExclusiveMunmap::new, Zap.AFTER_THE_LOCK, seed, beforeEach);
  }

  /** Empty if the load itself does not run soundly, or not one round of it. */
  Optional<Reference> run(Point point) {
    PointResult first = exclusive.run(point);
    PointResult second = ideal.run(point);
    return isUsable(first) && isUsable(second)
        ? Optional.of(Reference.of(first, second))
        : Optional.empty();
  }

  private static boolean isUsable(PointResult result) {
    return result.unsound().isEmpty() && result.hasWholeRounds();
  }
}
