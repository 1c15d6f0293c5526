// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;

/** The decisions of the run at hand, and what is left to try beside each of them; by depth. */
final class DecisionPath {

  /** The tasks that can go on, or the number of options. */
  long[] enabled = new long[64];

  /** The tasks that sleep when the depth is reached. */
  long[] asleep = new long[64];

  /** The tasks, or options, that are to be tried. */
  long[] wanted = new long[64];

  /** The tasks, or options, that were tried. */
  long[] tried = new long[64];

  /** The tasks that were tried and do not sleep for it. */
  long[] restless = new long[64];

  /** The task picked, or {@code ~option}. */
  int[] chosen = new int[64];

  /** By task: what its step has touched beside what it named; null where nothing did. */
  Extra[][] extras = new Extra[64][];

  /** Depth of the run until now. */
  int depth;

  /** Depth up to which the path is laid down; what is beyond is yet to be seen. */
  int laid;

  boolean isPick(int at) {
    return chosen[at] >= 0;
  }

  /** Makes room for one more decision. */
  void reserve() {
    if (depth == enabled.length) {
      int capacity = depth * 2;
      enabled = Arrays.copyOf(enabled, capacity);
      asleep = Arrays.copyOf(asleep, capacity);
      wanted = Arrays.copyOf(wanted, capacity);
      tried = Arrays.copyOf(tried, capacity);
      restless = Arrays.copyOf(restless, capacity);
      chosen = Arrays.copyOf(chosen, capacity);
      extras = Arrays.copyOf(extras, capacity);
    }
  }

  /** A decision that was not there before. */
  void enter(int at, long allEnabled, long sleepers, long toTry, int first) {
    enabled[at] = allEnabled;
    asleep[at] = sleepers;
    wanted[at] = toTry;
    tried[at] = 0;
    restless[at] = 0;
    chosen[at] = first;
    extras[at] = null;
  }

  /** What the step of a task touched that was tried at a depth. */
  Extra extra(int at, int task) {
    Extra[] known = extras[at];
    return known == null || known[task] == null ? Extra.NONE : known[task];
  }

  /** The step that is taken at a depth has touched that, by the way of this run. */
  void addExtra(int at, int task, Extra extra) {
    if (extra != Extra.NONE) {
      if (extras[at] == null) {
        extras[at] = new Extra[TraceHash.TASKS_MAX];
      }
      extras[at][task] = extra(at, task).and(extra);
    }
  }

  /** Lays down the path to the next run: the deepest decision with something left. */
  boolean backtrack() {
    for (int at = depth - 1; at >= 0; at--) {
      int last = isPick(at) ? chosen[at] : ~chosen[at];
      tried[at] |= 1L << last;
      long left = wanted[at] & ~tried[at] & ~asleep[at];
      if (left != 0) {
        int next = Long.numberOfTrailingZeros(left);
        chosen[at] = isPick(at) ? next : ~next;
        laid = at + 1;
        return true;
      }
    }
    return false;
  }
}
