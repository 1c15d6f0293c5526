// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** Who gets a lock that is released. */
public enum LockPolicy {
  /** The queue's order; the lock is handed over when the waiter is woken, so nobody steals it. */
  FIFO,
  /**
   * The queue's order for readers. A writer at the head is only woken; until it runs, and until
   * readers have been let in, another writer may take the free lock past the queue. Once the head
   * has waited for longer than the time of {@link LockOptions}, and has lost again, the lock is
   * kept for it.
   */
  STEALING
}
