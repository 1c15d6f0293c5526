// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * A FIFO queue of blocked tasks, linked through the tasks themselves: a task waits in one at a
 * time.
 */
final class WaitList {

  private @Nullable Task head;
  private @Nullable Task tail;

  /** Whether some of them may spin. */
  private boolean anySpins;

  boolean isEmpty() {
    return head == null;
  }

  /** The task that waits longest; null if the queue is empty. */
  @Nullable Task head() {
    return head;
  }

  void add(Task task) {
    anySpins |= task.spins;
    task.nextWaiter = null;
    if (tail == null) {
      head = task;
    } else {
      tail.nextWaiter = task;
    }
    tail = task;
  }

  void addFirst(Task task) {
    anySpins |= task.spins;
    task.nextWaiter = head;
    head = task;
    if (tail == null) {
      tail = task;
    }
  }

  /** Tasks that spin go to sleep: they cannot tell when readers will be done. */
  void stopSpinning() {
    if (!anySpins) {
      return;
    }
    anySpins = false;
    for (Task task = head; task != null; task = task.nextWaiter) {
      task.spins = false;
    }
  }

  /** Takes the head out; null if the queue is empty. */
  @Nullable Task poll() {
    Task task = head;
    if (task != null) {
      unlink(null, task);
    }
    return task;
  }

  /** Takes a task out, which must be in the queue. */
  void remove(Task task) {
    Task before = null;
    for (Task at = head; at != null; at = at.nextWaiter) {
      if (at == task) {
        unlink(before, task);
        return;
      }
      before = at;
    }
    throw new IllegalStateException(task.label() + " does not wait here");
  }

  private void unlink(@Nullable Task before, Task task) {
    if (before == null) {
      head = task.nextWaiter;
    } else {
      before.nextWaiter = task.nextWaiter;
    }
    if (tail == task) {
      tail = before;
    }
    task.nextWaiter = null;
  }
}
