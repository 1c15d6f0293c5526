// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for an order of the calls that explains the results: at each point any call may come next
 * whose predecessors in time have come (Wing and Gong), and no point is visited twice (Lowe).
 */
final class Search {

  private static final int NOBODY = -1;

  /** The search took more points than allowed. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super(null, null, false, false);
    }
  }

  private record Point(long done, World world, String found) {}

  private final Timeline timeline;
  private final Moves moves;
  private final long required;
  private final int wanted;
  private final int maxPoints;
  private final Set<Point> seen = new HashSet<>();
  private final SortedSet<String> answers = new TreeSet<>();

  private Search(Timeline timeline, int wanted, int maxPoints) {
    this.timeline = timeline;
    this.moves = new Moves(timeline);
    this.required = timeline.returned();
    this.wanted = wanted;
    this.maxPoints = maxPoints;
  }

  /** Whether some order explains all results. */
  static boolean isExplained(Timeline timeline, SpecState initial, int maxPoints) {
    return new Search(timeline, NOBODY, maxPoints).explore(new Point(0, World.of(initial), ""));
  }

  /** The results that one call could have had, all others being as they were. */
  static SortedSet<String> answers(
      Timeline timeline, SpecState initial, int wanted, int maxPoints) {
    Search search = new Search(timeline, wanted, maxPoints);
    search.explore(new Point(0, World.of(initial), ""));
    return search.answers;
  }

  private boolean explore(Point point) {
    if (!seen.add(point)) {
      return false;
    }
    if (seen.size() > maxPoints) {
      throw new TooLarge();
    }
    if ((point.done() & required) == required) {
      answers.add(point.found());
      return wanted == NOBODY;
    }
    for (int next = 0; next < timeline.size(); next++) {
      boolean due = (timeline.before(next) & ~point.done()) == 0;
      if (due && (point.done() >>> next & 1) == 0 && tryNext(point, next)) {
        return true;
      }
    }
    return false;
  }

  private boolean tryNext(Point point, int next) {
    boolean pending = timeline.get(next).isPending();
    List<Move> ways = new ArrayList<>(moves.of(point.world(), next, pending || next == wanted));
    if (pending) {
      ways.add(new Move("", point.world()));
    }
    for (Move move : ways) {
      String found = next == wanted ? move.answer() : point.found();
      World world = Pruning.prune(move.world(), timeline, point.done() | 1L << next);
      if (explore(new Point(point.done() | 1L << next, world, found))) {
        return true;
      }
    }
    return false;
  }
}
