// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import org.mmkit.machine.Touched;

/**
 * By object of a run: each task's last step for each way to touch it, and the clocks of the tasks
 * that let go of it, if it is a lock.
 */
final class LastTouches {

  private static final int TASKS = Races.TASKS_MAX;
  private static final int WAYS = Conflicts.WAYS;
  private static final int ALL_WAYS = (1 << WAYS) - 2;

  /** Per object: a clock for each way, then one of the writers that let go, one of the readers. */
  private static final int STRIDE = (WAYS + 2) * TASKS;

  private static final int WRITERS = WAYS * TASKS;
  private static final int READERS = WRITERS + TASKS;

  private final ObjectTable objects = new ObjectTable();
  private int[] clocks = new int[64 * STRIDE];

  /** A run begins. */
  void clear() {
    objects.clear();
  }

  /** A task's last step that touches the object so. */
  void touch(long object, int way, int task, int step) {
    clocks[place(object) + way * TASKS + task] = step;
  }

  /** The same of what that step touches beside. */
  void touch(Touched touched, int task, int step) {
    for (int i = 0; i < touched.count(); i++) {
      touch(touched.object(i), Conflicts.way(touched.access(i)), task, step);
    }
  }

  /** Joins the last steps of all tasks that conflict with a way to touch the object. */
  void collect(long object, int way, int[] into, int width) {
    int place = place(object);
    for (int left = Conflicts.conflicting(way) & ALL_WAYS; left != 0; left &= left - 1) {
      join(into, 0, clocks, place + Integer.numberOfTrailingZeros(left) * TASKS, width);
    }
  }

  /** The same of what a step touches beside. */
  void collect(Touched touched, int[] into, int width) {
    for (int i = 0; i < touched.count(); i++) {
      collect(touched.object(i), Conflicts.way(touched.access(i)), into, width);
    }
  }

  /** A task with that clock lets go of a lock. */
  void release(long lock, boolean reader, int[] knows, int at, int width) {
    join(clocks, place(lock) + (reader ? READERS : WRITERS), knows, at, width);
  }

  /**
   * A task gets a lock, and with it the clocks of its earlier holders: a writer needs all of them.
   */
  void acquire(long lock, boolean writer, int[] knows, int at, int width) {
    int place = place(lock);
    join(knows, at, clocks, place + WRITERS, width);
    if (writer) {
      join(knows, at, clocks, place + READERS, width);
    }
  }

  /** Raises a clock to what is greater in another. */
  static void join(int[] into, int at, int[] from, int fromAt, int width) {
    for (int t = 0; t < width; t++) {
      if (from[fromAt + t] > into[at + t]) {
        into[at + t] = from[fromAt + t];
      }
    }
  }

  private int place(long object) {
    int known = objects.size();
    int number = objects.number(object);
    int place = number * STRIDE;
    if (number == known) {
      if (place == clocks.length) {
        clocks = Arrays.copyOf(clocks, place * 2);
      }
      Arrays.fill(clocks, place, place + STRIDE, 0);
    }
    return place;
  }
}
