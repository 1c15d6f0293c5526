// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;
import org.mmkit.machine.Touched;

/** What a step has touched beside the object that it named, as it turned out when it was taken. */
final class Extra {
  static final Extra NONE = new Extra(new long[0], new int[0]);

  private final long[] objects;
  private final int[] ways;

  private Extra(long[] objects, int[] ways) {
    this.objects = objects;
    this.ways = ways;
  }

  /** That of the step that was taken last. */
  static Extra of(Machine machine) {
    Touched touched = machine.touched();
    int count = touched.count();
    if (count == 0) {
      return NONE;
    }
    long[] objects = new long[count];
    int[] ways = new int[count];
    for (int i = 0; i < count; i++) {
      objects[i] = touched.object(i);
      ways[i] = Conflicts.way(touched.access(i));
    }
    return new Extra(objects, ways);
  }

  /** Both: of a step that went on in two ways, by a choice. */
  Extra and(Extra other) {
    if (this == NONE || other == NONE || equals(other)) {
      return this == NONE ? other : this;
    }
    int length = objects.length;
    long[] all = Arrays.copyOf(objects, length + other.objects.length);
    int[] allWays = Arrays.copyOf(ways, all.length);
    System.arraycopy(other.objects, 0, all, length, other.objects.length);
    System.arraycopy(other.ways, 0, allWays, length, other.ways.length);
    return new Extra(all, allWays);
  }

  private boolean equals(Extra other) {
    return Arrays.equals(objects, other.objects) && Arrays.equals(ways, other.ways);
  }

  /** Whether it conflicts with what another step touched beside. */
  boolean conflicts(Extra other) {
    for (int i = 0; i < other.objects.length; i++) {
      if (conflicts(other.objects[i], other.ways[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether it conflicts with the pending step of a task, as far as that is known by its name. */
  boolean conflicts(Conflicts conflicts, Task task) {
    return this != NONE
        && (conflicts(task.pendingObject(), conflicts.way(task))
            || conflicts(Conflicts.TRANSLATION, Conflicts.inTranslation(Conflicts.index(task))));
  }

  /** Whether it conflicts with that way to touch an object. */
  boolean conflicts(long object, int way) {
    for (int i = 0; i < objects.length; i++) {
      if (objects[i] == object && (Conflicts.conflicting(way) & 1 << ways[i]) != 0) {
        return true;
      }
    }
    return false;
  }
}
