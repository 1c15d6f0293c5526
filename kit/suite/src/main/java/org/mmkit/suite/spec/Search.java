// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
  private final List<Integer> byEnd;
  private final long required;
  private final int wanted;
  private final int maxPoints;
  private final Set<Point> seen = new HashSet<>();
  private final SortedSet<String> answers = new TreeSet<>();
  private final Deque<Integer> order = new ArrayDeque<>();
  private int concurrentMoves;

  private Search(Timeline timeline, int wanted, int maxPoints) {
    this.timeline = timeline;
    this.moves = new Moves(timeline);
    this.byEnd = timeline.byEnd();
    this.required = timeline.returned();
    this.wanted = wanted;
    this.maxPoints = maxPoints;
  }

  /** An order that explains all results, if there is one. */
  static Optional<Witness> explain(Timeline timeline, SpecState initial, int maxPoints) {
    Search search = new Search(timeline, NOBODY, maxPoints);
    return search.explore(new Point(0, World.of(initial), ""))
        ? Optional.of(new Witness(List.copyOf(search.order), search.concurrentMoves == 0))
        : Optional.empty();
  }

  /** Whether a given order explains all results. */
  static boolean explains(Timeline timeline, SpecState initial, Witness witness) {
    Search search = new Search(timeline, NOBODY, Integer.MAX_VALUE);
    return search.follow(World.of(initial), 0, witness.order(), 0);
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
    // What returned early is likely to have happened early: most searches then never turn back.
    for (int next : byEnd) {
      boolean due = (timeline.before(next) & ~point.done()) == 0;
      if (due && (point.done() >>> next & 1) == 0 && tryNext(point, next)) {
        return true;
      }
    }
    return false;
  }

  private boolean tryNext(Point point, int next) {
    boolean pending = timeline.get(next).isPending();
    for (Move move : moves.of(point.world(), point.done(), next, pending || next == wanted)) {
      long done = move.finished() ? point.done() | 1L << next : point.done();
      order.addLast(next);
      concurrentMoves += move.sequential() ? 0 : 1;
      String found = next == wanted && move.finished() ? move.answer() : point.found();
      if (explore(new Point(done, Pruning.prune(move.world(), timeline, done), found))) {
        return true;
      }
      concurrentMoves -= move.sequential() ? 0 : 1;
      order.removeLast();
    }
    // What never returned may never have happened.
    return pending && explore(new Point(point.done() | 1L << next, point.world(), point.found()));
  }

  private boolean follow(World world, long done, List<Integer> given, int position) {
    if (position == given.size()) {
      return true;
    }
    int next = given.get(position);
    for (Move move : moves.of(world, done, next, timeline.get(next).isPending())) {
      if (follow(move.world(), move.finished() ? done | 1L << next : done, given, position + 1)) {
        return true;
      }
    }
    return false;
  }
}
