// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/** Fibers that are continuations of the thread that called {@link #start}. */
final class ContinuationFibers extends Fibers {

  private @Nullable Task next;

  @Override
  void start(Task first) {
    for (Task task = first; task != null; task = next) {
      next = null;
      Object fiber = task.fiber;
      Continuations.run(fiber == null ? begin(task) : fiber);
    }
  }

  private Object begin(Task task) {
    Object fiber = Continuations.create(() -> next = task.execute());
    task.fiber = fiber;
    return fiber;
  }

  @Override
  void switchTo(Task from, Task to) {
    next = to;
    Continuations.yieldNow();
  }

  @Override
  void abandon(Task from, @Nullable Task to) {
    next = to;
    from.fiber = null;
    Continuations.yieldNow();
  }
}
