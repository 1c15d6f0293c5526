// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

/** What counts as an order of two tasks at a lock. */
public enum LockOrder {
  /**
   * The order in which tasks get the lock. Whether a task asked for the lock before its release,
   * and waited, or after it, makes no difference: with fair locks both lead to the same state.
   */
  GRANTS,
  /**
   * Every order of asking and releasing, as if a lock were any object. Right whatever the locks do,
   * and many times as many traces.
   */
  REQUESTS
}
