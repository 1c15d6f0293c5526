// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

/** Where a run could have been left and was not, after its last departure. */
final class Branches {

  /** Marks sets of options, to tell them from sets of tasks. */
  static final long OPTIONS = Long.MIN_VALUE;

  /** The departures of the run itself: numbers of decisions, and what was decided. */
  final int[] at;

  final int[] value;

  /** How many of the departures are choices beside scheduling. */
  final int deviations;

  /** Numbers of decisions, and sets of what else could be decided there. */
  private final int[] branchAt;

  private final long[] others;

  /** Sums of the steps until there. */
  private final int[] sums;

  private int place;

  Branches(int[] at, int[] value, int deviations, int[] branchAt, long[] others, int[] sums) {
    this.at = at;
    this.value = value;
    this.deviations = deviations;
    this.branchAt = branchAt;
    this.others = others;
    this.sums = sums;
  }

  boolean isEmpty() {
    return place == others.length;
  }

  /** The decision at which the next branch leaves the run. */
  int nextAt() {
    return branchAt[place];
  }

  /** What is decided there. */
  int nextValue() {
    return Long.numberOfTrailingZeros(others[place] & ~OPTIONS);
  }

  /** Whether that is an option, not a task. */
  boolean nextIsDeviation() {
    return others[place] < 0;
  }

  /** The sum of the steps until there. */
  int nextSum() {
    return sums[place];
  }

  /** Takes the next branch away. */
  void remove() {
    others[place] &= others[place] - 1;
    if ((others[place] & ~OPTIONS) == 0) {
      place++;
    }
  }
}
