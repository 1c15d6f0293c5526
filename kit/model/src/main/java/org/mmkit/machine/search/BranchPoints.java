// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;

/** Where the run at hand could be left, in arrays that are used again and again. */
final class BranchPoints {
  private int[] at = new int[64];
  private long[] others = new long[64];
  private int[] sums = new int[64];
  private int count;

  void clear() {
    count = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Another decision.
   *
   * @param number of the decision
   * @param beside the set of what else could be decided
   * @param sum of the steps until there
   */
  void add(int number, long beside, int sum) {
    if (count == at.length) {
      at = Arrays.copyOf(at, count * 2);
      others = Arrays.copyOf(others, count * 2);
      sums = Arrays.copyOf(sums, count * 2);
    }
    at[count] = number;
    others[count] = beside;
    sums[count++] = sum;
  }

  /** The branches of a run with these departures. */
  Branches branches(int[] runAt, int[] runValue, int deviations) {
    return new Branches(
        runAt,
        runValue,
        deviations,
        Arrays.copyOf(at, count),
        Arrays.copyOf(others, count),
        Arrays.copyOf(sums, count));
  }
}
