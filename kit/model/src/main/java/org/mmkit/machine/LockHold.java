// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * One stretch of time in which a task held a read-write lock in one mode. A downgrade ends one and
 * begins the next. Times are virtual, in picoseconds.
 *
 * @param lock the lock
 * @param task the holder
 * @param mode how it was held
 * @param waitedPs from asking for the lock to going on with it
 * @param fromPs when the holder went on
 * @param toPs when it let go or downgraded
 */
public record LockHold(Lock lock, Task task, LockMode mode, long waitedPs, long fromPs, long toPs) {

  /** How long it was held, in picoseconds. */
  public long heldPs() {
    return toPs - fromPs;
  }
}
