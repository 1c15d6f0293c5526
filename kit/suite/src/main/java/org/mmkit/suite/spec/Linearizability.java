// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;

/**
 * Decides whether results of concurrent calls follow from the sequential specification: whether
 * each call can be given one point in time between its beginning and its return such that the
 * specification, going through the points, gives the results.
 *
 * <p>Loads and stores are finer: while a call that takes translations away (munmap, a replacing
 * mmap, mprotect, mremap, madvise) is under way, other tasks may go on using the old page, each
 * page by itself, until that call has returned. Accesses by the kernel may likewise have found the
 * page before. Those that never returned may have happened or not.
 *
 * <p>An instance serves one program; verdicts are kept, so that many schedules with few different
 * outcomes cost little.
 */
public final class Linearizability {

  /** Points that a search may visit. */
  public static final int MAX_POINTS = 200_000;

  private final SpecState initial;
  private final int maxPoints;
  private final Verdicts verdicts = new Verdicts();

  /** Judges histories that begin in a state: the one after the set-up. */
  public Linearizability(SpecState initial) {
    this(initial, MAX_POINTS);
  }

  Linearizability(SpecState initial, int maxPoints) {
    this.initial = initial.copy();
    this.maxPoints = maxPoints;
  }

  /**
   * Judges a history.
   *
   * @param operations the calls of the tasks, in any order; those after them (of task 0) included,
   *     with later times
   */
  public Explanation explain(List<Operation> operations) {
    Timeline timeline = Timeline.of(settled(operations));
    return verdicts.find(timeline, initial).orElseGet(() -> judge(timeline));
  }

  /** The number of different outcomes that were judged. */
  public int outcomes() {
    return verdicts.outcomes();
  }

  /**
   * The steps after the tasks begin when all tasks have ended: what has not returned by then has
   * happened before or never will.
   */
  private static List<Operation> settled(List<Operation> operations) {
    long after =
        operations.stream()
            .filter(operation -> operation.task() == 0)
            .mapToLong(Operation::invoked)
            .min()
            .orElse(Long.MAX_VALUE);
    List<Operation> settled = new ArrayList<>();
    for (Operation operation : operations) {
      check(operation);
      boolean ended = operation.isPending() && operation.invoked() < after;
      settled.add(
          ended
              ? new Operation(
                  operation.task(),
                  operation.call(),
                  null,
                  operation.invoked(),
                  after - 1,
                  operation.mayRunOut())
              : operation);
    }
    return settled;
  }

  private static void check(Operation operation) {
    Call call = operation.call();
    if (operation.task() != 0 && call.is(CallKind.IN_PARTS)) {
      throw new IllegalArgumentException(
          call.name() + " of a task must be recorded as one access for each page");
    }
  }

  private Explanation judge(Timeline timeline) {
    Explanation explanation;
    try {
      Optional<Witness> witness = Search.explain(timeline, initial, maxPoints);
      if (witness.isPresent()) {
        verdicts.add(timeline, witness.get());
        return new Explanation.Explained();
      }
      explanation = blame(timeline);
    } catch (Search.TooLarge e) {
      explanation =
          new Explanation.Undecided("no order of the calls found within " + maxPoints + " points");
    }
    verdicts.add(timeline, explanation);
    return explanation;
  }

  /** Finds the first response that had no explanation when it came. */
  private Explanation blame(Timeline timeline) {
    for (int index : timeline.byResponse()) {
      Timeline known = timeline.until(index);
      if (Search.explain(known, initial, maxPoints).isEmpty()) {
        Operation operation = timeline.get(index);
        SortedSet<String> legal =
            Search.answers(known, initial, known.indexOf(operation), maxPoints);
        return new Explanation.Unexplained(
            operation, List.copyOf(legal), sentence(operation, legal));
      }
    }
    throw new IllegalStateException("a history that every prefix of explains");
  }

  private static String sentence(Operation operation, SortedSet<String> legal) {
    String who = operation.task() == 0 ? "after all tasks, " : "T" + operation.task() + "'s ";
    String could =
        legal.isEmpty()
            ? "no result would have been legal there"
            : "legal there: " + String.join(" or ", legal);
    return who
        + operation.call()
        + " gave "
        + operation.result()
        + ", which no order of the calls explains; "
        + could;
  }
}
