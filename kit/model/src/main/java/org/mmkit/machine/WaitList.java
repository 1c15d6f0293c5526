// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * A FIFO queue of blocked tasks, linked through the tasks themselves: a task waits in one at a
 * time.
 */
final class WaitList {

  private Task head;
  private Task tail;

  boolean isEmpty() {
    return head == null;
  }

  Task head() {
    return head;
  }

  void add(Task task) {
    task.nextWaiter = null;
    if (head == null) {
      head = task;
    } else {
      tail.nextWaiter = task;
    }
    tail = task;
  }

  void addFirst(Task task) {
    task.nextWaiter = head;
    head = task;
    if (tail == null) {
      tail = task;
    }
  }

  /** Tasks that spin go to sleep: they cannot tell when readers will be done. */
  void stopSpinning() {
    for (Task task = head; task != null; task = task.nextWaiter) {
      task.spins = false;
    }
  }

  Task removeHead() {
    Task task = head;
    head = task.nextWaiter;
    if (head == null) {
      tail = null;
    }
    task.nextWaiter = null;
    return task;
  }

  void remove(Task task) {
    if (head == task) {
      removeHead();
      return;
    }
    Task before = head;
    while (before.nextWaiter != task) {
      before = before.nextWaiter;
    }
    before.nextWaiter = task.nextWaiter;
    if (tail == task) {
      tail = before;
    }
    task.nextWaiter = null;
  }
}
