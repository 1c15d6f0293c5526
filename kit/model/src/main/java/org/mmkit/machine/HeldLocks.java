// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;

/** The locks that a task holds, in the order in which it took them. */
final class HeldLocks {

  private static final Lock[] NONE = new Lock[0];

  private Lock[] locks = NONE;
  private int count;
  private int spinning;

  int count() {
    return count;
  }

  Lock get(int index) {
    return locks[index];
  }

  boolean holdsSpinLock() {
    return spinning > 0;
  }

  void add(Lock lock) {
    if (count == locks.length) {
      locks = Arrays.copyOf(locks, Math.max(4, count * 2));
    }
    locks[count++] = lock;
    if (lock instanceof SpinLock) {
      spinning++;
    }
  }

  void remove(Lock lock) {
    int place = count - 1;
    while (locks[place] != lock) {
      place--;
    }
    count--;
    System.arraycopy(locks, place + 1, locks, place, count - place);
    locks[count] = null;
    if (lock instanceof SpinLock) {
      spinning--;
    }
  }

  /** Their holder goes to sleep: nobody spins for them any more. */
  void ownerSleeps() {
    for (int i = 0; i < count; i++) {
      if (locks[i] instanceof QueuedLock lock) {
        lock.queue.ownerSleeps();
      }
    }
  }

  /** Names them for a message. */
  String names() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ").append(locks[i].label());
    }
    return out.toString();
  }
}
