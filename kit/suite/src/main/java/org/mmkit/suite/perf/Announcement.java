// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.load.Point;

/** What the stage says before it starts: how much it runs, and how long that takes here. */
final class Announcement {
  /** Most points are steady long before their budget is used up. */
  private static final double SHARE_OF_BUDGET = 0.5;

  private static final double S_PER_STEP_CONTINUATION = 0.8e-6;

  /** A hand-over between parked threads. */
  private static final double S_PER_STEP_THREAD = 3e-6;

  private static final int MINUTE = 60;
  private static final int LONG = 90;

  private Announcement() {}

  /**
   * One sentence.
   *
   * @param points of all loads
   * @param beside how many more points run beside them: those of references that are not shipped,
   *     and those under other rules of the lock
   */
  static String of(Grid grid, Collection<List<Point>> points, long beside, FiberKind asked) {
    long count = points.stream().mapToLong(List::size).sum();
    long steps =
        points.stream().flatMap(List::stream).mapToLong(grid::allSteps).sum()
            + beside * grid.stepsPerPoint();
    boolean threads = FiberChoice.of(asked).kind() == FiberKind.THREAD;
    double seconds =
        SHARE_OF_BUDGET * steps * (threads ? S_PER_STEP_THREAD : S_PER_STEP_CONTINUATION);
    return String.format(
        Locale.ROOT,
        "%s, %s%s; at most %,d steps, about %s on %s",
        points.size() == 1 ? "1 load" : points.size() + " loads",
        count == 1 ? "1 point" : count + " points",
        beside == 0 ? "" : " and " + beside + " to compare them with",
        steps,
        time(seconds),
        threads ? "threads (a JDK with continuations is several times faster)" : "continuations");
  }

  private static String time(double seconds) {
    return seconds < LONG
        ? Math.max(1, Math.round(seconds)) + " s"
        : Math.round(seconds / MINUTE) + " minutes";
  }
}
