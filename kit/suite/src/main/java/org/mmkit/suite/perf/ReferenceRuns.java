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

  /** Empty if the load itself does not run soundly. */
  Optional<Reference> run(Point point) {
    PointResult first = exclusive.run(point);
    PointResult second = ideal.run(point);
    return first.unsound().isEmpty() && second.unsound().isEmpty()
        ? Optional.of(Reference.of(first, second))
        : Optional.empty();
  }
}
