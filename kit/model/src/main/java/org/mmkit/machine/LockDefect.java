// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Optional;

/**
 * Bugs that semaphores had, or could have had, by their ids in the corpus of bugs. Each can be
 * switched on; none is unless the options of the machine say so.
 */
public enum LockDefect {
  /** A reader that finds the lock free in the slow path takes it without ACQUIRE. */
  H_01,
  /** A reader that was handed the lock while it slept goes on without ACQUIRE. */
  H_02,
  /** A downgrade is without RELEASE. */
  H_03,
  /** A downgrade wakes nobody. */
  H_04,
  /** A downgrade hands the lock to a writer at the head of the queue. */
  H_05,
  /** However long the head of the queue has waited, writers may go on stealing the lock from it. */
  H_08,
  /** A waiter that a signal takes out of the queue leaves as if it had been the last one. */
  H_09,
  /** A downgrade lets the leading readers in, and the writer behind them too. */
  H_11;

  /** The id in the corpus, such as {@code H-01}. */
  public String id() {
    return name().replace('_', '-');
  }

  /** Whether it loses order that a correct lock gives. */
  boolean weakensOrder() {
    return this == H_01 || this == H_02 || this == H_03;
  }

  /** The defect of an id. */
  public static Optional<LockDefect> of(String id) {
    for (LockDefect defect : values()) {
      if (defect.id().equals(id)) {
        return Optional.of(defect);
      }
    }
    return Optional.empty();
  }
}
