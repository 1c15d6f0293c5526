// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.mmkit.suite.program.Call;

/** The calls of a history by task and program order, and which of them came before which. */
final class Timeline {

  /** Calls that a history may have: one bit each. */
  static final int MAX_OPERATIONS = 62;

  private final List<Operation> operations;
  private final long[] before;

  private Timeline(List<Operation> operations) {
    this.operations = operations;
    this.before = new long[operations.size()];
    for (int i = 0; i < before.length; i++) {
      for (int j = 0; j < before.length; j++) {
        boolean earlier = operations.get(j).responded() < operations.get(i).invoked();
        before[i] |= earlier ? 1L << j : 0;
      }
    }
  }

  static Timeline of(List<Operation> operations) {
    if (operations.size() > MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          operations.size() + " calls are too many to explain; the limit is " + MAX_OPERATIONS);
    }
    List<Operation> sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingInt(Operation::task).thenComparing(Operation::invoked));
    return new Timeline(List.copyOf(sorted));
  }

  int size() {
    return operations.size();
  }

  Operation get(int index) {
    return operations.get(index);
  }

  List<Operation> operations() {
    return operations;
  }

  /** The calls that returned before this one began, a bit each. */
  long before(int index) {
    return before[index];
  }

  /** Whether two calls were under way at the same time. */
  boolean overlap(int one, int other) {
    return (before[one] >>> other & 1) == 0 && (before[other] >>> one & 1) == 0;
  }

  /** Whether a call of some kind was under way at the same time as another. */
  boolean overlapsAny(int index, Predicate<Call> which) {
    for (int i = 0; i < size(); i++) {
      if (i != index && overlap(i, index) && which.test(get(i).call())) {
        return true;
      }
    }
    return false;
  }

  /** The calls that returned, a bit each. */
  long returned() {
    long mask = 0;
    for (int i = 0; i < size(); i++) {
      mask |= get(i).isPending() ? 0 : 1L << i;
    }
    return mask;
  }

  /** The numbers of all calls in the order in which they returned, those that did not last. */
  List<Integer> byEnd() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingLong(i -> get(i).responded()));
    return order;
  }

  /** The numbers of the calls that returned, in that order. */
  List<Integer> byResponse() {
    return byEnd().stream().filter(i -> !get(i).isPending()).toList();
  }

  /**
   * What was known when a call returned: the calls that had begun, of which those that had not
   * returned are pending.
   */
  Timeline until(int last) {
    long now = get(last).responded();
    List<Operation> known = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.responded() <= now) {
        known.add(operation);
      } else if (operation.invoked() < now) {
        known.add(Operation.pending(operation.task(), operation.call(), operation.invoked()));
      }
    }
    return of(known);
  }

  /** The number of a call that is also part of another timeline. */
  int indexOf(Operation operation) {
    return operations.indexOf(operation);
  }

  /** A bit for each call that came before, for all calls. */
  List<Long> precedence() {
    return LongStream.of(before).boxed().toList();
  }
}
