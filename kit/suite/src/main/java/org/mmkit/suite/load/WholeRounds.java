// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** Counts the rounds of its loop that each task began and ended while it was measured. */
final class WholeRounds {
  private final boolean[] within;

  /** Ends of rounds; negative while a task is in the round in which the measurement found it. */
  private final int[] ended;

  WholeRounds(int tasks) {
    this.within = new boolean[tasks];
    this.ended = new int[tasks];
  }

  /** A task begins its first round. */
  void enter(int task) {
    within[task] = true;
  }

  /** The measurement begins: rounds that are under way are not whole ones. */
  void begin() {
    for (int task = 0; task < ended.length; task++) {
      ended[task] = within[task] ? -1 : 0;
    }
  }

  /** A task has ended a round. */
  void add(int task) {
    ended[task]++;
  }

  /** How many each task has come through at least. */
  int least() {
    int least = Integer.MAX_VALUE;
    for (int one : ended) {
      least = Math.min(least, one);
    }
    return Math.max(0, least);
  }
}
