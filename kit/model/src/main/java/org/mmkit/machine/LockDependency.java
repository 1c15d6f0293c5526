// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers which kinds of locks were taken while others were held, and reports an order that
 * contradicts an earlier one, whether or not it came to a deadlock this time.
 */
final class LockDependency {

  private static final int MAX_CLASSES = 64;

  private final Machine machine;
  private final List<LockClass> classes = new ArrayList<>(4);

  /** Bit b of after[a] is set if a lock of class b was taken while one of class a was held. */
  private long[] after = new long[4];

  LockDependency(Machine machine) {
    this.machine = machine;
  }

  /** A task is about to wait for a lock. */
  void acquiring(Task task, Lock lock) {
    for (int i = 0; i < task.held.count(); i++) {
      check(task, task.held.get(i), lock);
    }
  }

  private void check(Task task, Lock held, Lock wanted) {
    if (held == wanted) {
      // Right away a deadlock, or a second read lock: the lock itself can tell.
      return;
    }
    if (held.lockClass().equals(wanted.lockClass())) {
      if (!wanted.lockClass().nestable()) {
        machine.report(
            MachineRule.RECURSIVE_LOCKING,
            task.label()
                + " takes "
                + wanted.label()
                + " while it holds another lock of this kind; two tasks that do so in opposite"
                + " order wait for each other");
      }
      return;
    }
    int from = indexOf(held.lockClass());
    int to = indexOf(wanted.lockClass());
    if ((after[from] >> to & 1) != 0) {
      return;
    }
    after[from] |= 1L << to;
    String earlier = path(to, from, 0);
    if (!earlier.isEmpty()) {
      machine.report(
          MachineRule.LOCK_ORDER,
          task.label()
              + " takes "
              + wanted.label()
              + " while it holds "
              + held.label()
              + ", but earlier the order was "
              + earlier);
    }
  }

  /** The recorded order that leads from one class to another, in words; empty if there is none. */
  private String path(int from, int target, long seen) {
    if (from == target) {
      return classes.get(from).name();
    }
    for (long left = after[from] & ~seen; left != 0; left &= left - 1) {
      int next = Long.numberOfTrailingZeros(left);
      String rest = path(next, target, seen | 1L << from);
      if (!rest.isEmpty()) {
        return classes.get(from).name() + " before " + rest;
      }
    }
    return "";
  }

  private int indexOf(LockClass lockClass) {
    int index = classes.indexOf(lockClass);
    if (index >= 0) {
      return index;
    }
    if (classes.size() == MAX_CLASSES) {
      throw new IllegalStateException("more than " + MAX_CLASSES + " kinds of locks");
    }
    classes.add(lockClass);
    if (classes.size() > after.length) {
      after = Arrays.copyOf(after, after.length * 2);
    }
    return classes.size() - 1;
  }
}
