// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * How the queue of a semaphore moves: which task may pass it, and which one gets the lock when it
 * is released. Each {@link LockPolicy} is one rule; a new policy is a subclass and a constant
 * there.
 */
public abstract class QueueRule {

  final RwSemaphore lock;
  final Machine machine;
  final Holders holders;
  final WaitList waiters;

  /** A rule for one semaphore, whose queue is empty. */
  protected QueueRule(RwSemaphore lock) {
    this.lock = lock;
    this.machine = lock.machine;
    this.holders = lock.holders;
    this.waiters = lock.waiters;
  }

  /** Whether a task that arrives while others wait takes the lock past them. */
  abstract boolean admitsPastQueue(boolean write);

  /** Time has passed since the lock was last looked at. */
  void settle() {}

  /** Whether a task that cannot have the lock now spins for it before it waits. */
  boolean spins(Task task, boolean write) {
    return false;
  }

  /** A task was given the lock. */
  void admitted(boolean write) {}

  /** A holder goes to sleep. */
  void ownerSleeps() {}

  /** Whether all readers that lead the queue were let in beside the present ones. */
  boolean admitsAllReaders() {
    return true;
  }

  /** The lock, for which others wait, was let go; the next call is {@link #handOver}. */
  abstract void released();

  /** Lets the writer at the head of the queue have the lock, which is free. */
  abstract void passTo(Task writer);

  /**
   * A writer that waited was woken and goes on.
   *
   * @return whether it has the lock now; if not, a fatal signal came first
   */
  abstract boolean enter(Task writer, boolean killable);

  /** The head of the queue leaves it, with the lock or without. */
  abstract void headLeaves();

  /** Gives the lock to those at the queue's head that can have it together with its holders. */
  void handOver() {
    Task head;
    while (holders.writer() == null && lock.hasWaiters() && (head = waiters.head()) != null) {
      if (head.waitsToWrite) {
        if (head.waitsToUpgrade) {
          Upgrade.ifAlone(lock, head);
        } else if (holders.isEmpty()) {
          passTo(head);
        }
        return;
      }
      lock.grantHead();
    }
  }
}
