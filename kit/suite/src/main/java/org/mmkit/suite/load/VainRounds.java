// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** Notices that tasks go round for ever and count nothing: such a load cannot be measured. */
final class VainRounds {
  /** A task that works at one thing for long while others go round may count when it is done. */
  private static final int ROUNDS = 100;

  /** Below the number of steps after which a run without changes is a livelock. */
  private static final long STEPS = 400_000;

  private final int[] rounds;
  private int behind;
  private boolean counted;

  VainRounds(int tasks) {
    this.rounds = new int[tasks];
    this.behind = tasks;
  }

  /** Something was counted. */
  void counted() {
    counted = true;
  }

  /**
   * A task has come round.
   *
   * @param steps of the point so far
   * @return whether it is in vain to go on
   */
  boolean add(int task, long steps) {
    rounds[task]++;
    if (rounds[task] == ROUNDS) {
      behind--;
    }
    return !counted && behind == 0 && steps > STEPS;
  }
}
