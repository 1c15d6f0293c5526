// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** The queue's order; the lock is handed over when the waiter is woken, so no task can steal it. */
final class Fifo extends QueueRule {

  Fifo(RwSemaphore lock) {
    super(lock);
  }

  @Override
  boolean admitsPastQueue(boolean write) {
    return false;
  }

  @Override
  void released() {}

  @Override
  void passTo(Task writer) {
    lock.grantHead();
  }

  @Override
  boolean enter(Task writer, boolean killable) {
    return true;
  }

  @Override
  void headLeaves() {}
}
