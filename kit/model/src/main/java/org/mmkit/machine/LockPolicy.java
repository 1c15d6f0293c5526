// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** Who gets a lock that is released. */
public enum LockPolicy {
  /** The queue's order; the lock is handed over when the waiter is woken, so nobody steals it. */
  FIFO
}
