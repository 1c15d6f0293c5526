// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** Fibers that are continuations of the thread that called {@link #start}. */
final class ContinuationFibers extends Fibers {

  private Task next;

  @Override
  void start(Task first) {
    next = first;
    while (next != null) {
      Task task = next;
      next = null;
      if (task.fiber == null) {
        task.fiber = Continuations.create(() -> next = task.execute());
      }
      Continuations.run(task.fiber);
    }
  }

  @Override
  void switchTo(Task from, Task to) {
    next = to;
    Continuations.yieldNow();
  }

  @Override
  void abandon(Task from, Task to) {
    next = to;
    from.fiber = null;
    Continuations.yieldNow();
  }
}
