// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;

/**
 * An order of calls that explains their results.
 *
 * @param order the calls in that order; those that did not happen are missing
 * @param sequential whether each call took effect at its point alone, so that the order explains
 *     the results whatever the calls overlapped with
 */
record Witness(List<Integer> order, boolean sequential) {

  /** Copies the list. */
  Witness {
    order = List.copyOf(order);
  }

  /** Whether no call comes before one that had returned when it began. */
  boolean respects(Timeline timeline) {
    long done = 0;
    for (int index : order) {
      if ((timeline.before(index) & timeline.returned() & ~done) != 0) {
        return false;
      }
      done |= 1L << index;
    }
    return true;
  }
}
