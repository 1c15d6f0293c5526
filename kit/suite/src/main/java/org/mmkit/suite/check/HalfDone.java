// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.spec.Explanation;
import org.mmkit.suite.spec.Operation;

/**
 * Looks for a munmap of which others saw one part done and the rest not: results that no order of
 * the calls explains, and that are explained where this call is two, one after the other.
 */
final class HalfDone {
  private static final Pattern UNMAP = Pattern.compile("unmap\\((\\d{1,6}),(\\d{1,2})\\)");
  private static final int PAGES_MAX = 16;

  private final SetUp setUp;
  private final List<Operation> operations;

  HalfDone(SetUp setUp, List<Operation> operations) {
    this.setUp = setUp;
    this.operations = operations;
  }

  /** What was seen, if that explains the results. */
  Optional<String> sentence() {
    for (Operation operation : operations) {
      Matcher unmap = UNMAP.matcher(operation.call().text());
      if (operation.task() != 0 && !operation.isPending() && unmap.matches()) {
        int first = Integer.parseInt(unmap.group(1));
        int pages = Integer.parseInt(unmap.group(2));
        Optional<String> seen = pages > PAGES_MAX ? Optional.empty() : cut(operation, first, pages);
        if (seen.isPresent()) {
          return seen;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> cut(Operation whole, int first, int pages) {
    // What comes first may be anything; halves are the likeliest.
    List<Integer> cuts = new ArrayList<>(IntStream.range(1, pages).boxed().toList());
    cuts.sort(Comparator.comparingInt(lower -> Math.abs(2 * lower - pages)));
    for (int lower : cuts) {
      Call below = unmap(first, lower);
      Call above = unmap(first + lower, pages - lower);
      for (long between : timesWithin(whole)) {
        if (explains(whole, above, below, between)) {
          return Optional.of(text(whole, "upper", above, "lower", below));
        }
        if (explains(whole, below, above, between)) {
          return Optional.of(text(whole, "lower", below, "upper", above));
        }
      }
    }
    return Optional.empty();
  }

  private static Call unmap(int first, int pages) {
    return Call.parse("unmap(" + first + "," + pages + ")");
  }

  private List<Long> timesWithin(Operation whole) {
    List<Long> times = new ArrayList<>();
    for (Operation other : operations) {
      for (long time : new long[] {other.invoked(), other.responded()}) {
        if (other != whole && time > whole.invoked() && time < whole.responded()) {
          times.add(time);
        }
      }
    }
    return times;
  }

  private boolean explains(Operation whole, Call one, Call then, long between) {
    List<Operation> parts = new ArrayList<>(operations);
    parts.remove(whole);
    parts.add(part(whole, one, whole.invoked(), between));
    parts.add(part(whole, then, between + 1, whole.responded()));
    return setUp.explain(parts) instanceof Explanation.Explained;
  }

  private static Operation part(Operation whole, Call call, long from, long to) {
    return new Operation(whole.task(), call, whole.result(), from, to, whole.mayRunOut());
  }

  private static String text(Operation whole, String one, Call gone, String other, Call there) {
    return String.format(
        "the %s part of T%d's %s was gone and the %s part was still there, as if %s came first and"
            + " %s later",
        one, whole.task(), whole.call(), other, gone, there);
  }
}
