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

  private static final double S_PER_STEP_CONTINUATION = 0.5e-6;

  /** A hand-over between parked threads. */
  private static final double S_PER_STEP_THREAD = 12e-6;

  private static final int MINUTE = 60;
  private static final int LONG = 90;

  private Announcement() {}

  /**
   * One sentence.
   *
   * @param points of all loads
   * @param unknown how many of them have no shipped references, so that these run too
   */
  static String of(Grid grid, Collection<List<Point>> points, long unknown, FiberKind asked) {
    long count = points.stream().mapToLong(List::size).sum();
    long runs = points.stream().flatMap(List::stream).mapToLong(grid::seeds).sum();
    long steps = (count + 2 * unknown) * grid.stepsPerPoint();
    boolean threads = FiberChoice.of(asked).kind() == FiberKind.THREAD;
    double seconds =
        SHARE_OF_BUDGET * steps * (threads ? S_PER_STEP_THREAD : S_PER_STEP_CONTINUATION);
    return String.format(
        Locale.ROOT,
        "%s, %d points, %d runs%s; at most %,d steps, about %s on %s",
        points.size() == 1 ? "1 load" : points.size() + " loads",
        count,
        runs,
        unknown == 0 ? "" : ", and those of exclusive and of the ideal beside " + unknown,
        steps,
        time(seconds),
        threads
            ? "threads (a JDK with continuations is some thirty times faster)"
            : "continuations");
  }

  private static String time(double seconds) {
    return seconds < LONG
        ? Math.max(1, Math.round(seconds)) + " s"
        : Math.round(seconds / MINUTE) + " minutes";
  }
}
