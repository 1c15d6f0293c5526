// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;

/** How much of each task's doings is known: entry t counts task t's publications. */
final class VectorClock {

  private static final int[] NOTHING = {};

  private int[] known = NOTHING;

  int get(int task) {
    return task < known.length ? known[task] : 0;
  }

  void tick(int task) {
    if (task >= known.length) {
      known = Arrays.copyOf(known, Math.max(4, task * 2));
    }
    known[task]++;
  }

  void join(VectorClock other) {
    if (other.known.length > known.length) {
      known = Arrays.copyOf(known, other.known.length);
    }
    for (int i = 0; i < other.known.length; i++) {
      known[i] = Math.max(known[i], other.known[i]);
    }
  }

  VectorClock copy() {
    VectorClock copy = new VectorClock();
    copy.join(this);
    return copy;
  }
}
