// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;

/** Something that a task can block on. */
abstract class Waitable {

  /** The error of a wait that a fatal signal ended; waits return it negated. */
  static final int EINTR = 4;

  /** The tasks blocked on it. */
  final WaitList waiters = new WaitList();

  /** How messages name it. */
  abstract String label();

  /**
   * Lets in the tasks that can enter now that a signal has taken a waiter out of the queue.
   *
   * @param first whether it headed the queue
   */
  void afterWithdrawal(boolean first) {}

  /** Adds the tasks without whose doing the waiter cannot go on, as far as they are known. */
  void addBlockers(Task waiter, List<Task> into) {}
}
