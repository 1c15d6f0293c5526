// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * Carries the tasks of one machine: exactly one of them, or the machine's caller, runs at a time.
 */
abstract class Fibers {

  static Fibers create(FiberKind wanted) {
    if (wanted != FiberKind.THREAD && Continuations.OBSTACLE.isEmpty()) {
      return new ContinuationFibers();
    }
    return FiberChoice.of(wanted).kind() == FiberKind.THREAD
        ? new ThreadFibers()
        : new ContinuationFibers();
  }

  /** Runs a task and each one that it switches to, until a task ends without a successor. */
  abstract void start(Task first);

  /**
   * Suspends the calling task and runs another; returns when the calling task is resumed.
   *
   * @throws IllegalStateException if the task cannot be suspended where it is; then it still runs
   */
  abstract void switchTo(Task from, Task next);

  /** Suspends the calling task for ever and runs another, or returns to the caller of start. */
  abstract void abandon(Task from, @Nullable Task next);
}
