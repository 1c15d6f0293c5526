// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;

/**
 * Numbers the objects that a run touches, from 0 in the order in which they are first asked for. An
 * open hash table that is emptied for the next run at no cost.
 */
final class ObjectTable {

  /** By place: the object, the run in which the place was taken, and the object's number. */
  private long[] keys = new long[64];

  private int[] takenIn = new int[64];
  private int[] numbers = new int[64];

  private int size;
  private int run = 1;

  /** Forgets all objects. */
  void clear() {
    if (++run == 0) {
      Arrays.fill(takenIn, 0);
      run = 1;
    }
    size = 0;
  }

  /** How many objects have a number. */
  int size() {
    return size;
  }

  /** The object's number: {@link #size} before the call if it is new. */
  int number(long object) {
    int mask = takenIn.length - 1;
    int place = (int) (object * 0x9e3779b97f4a7c15L >>> 40) & mask;
    while (takenIn[place] == run) {
      if (keys[place] == object) {
        return numbers[place];
      }
      place = (place + 1) & mask;
    }
    if ((size + 1) * 2 > takenIn.length) {
      grow();
      return number(object);
    }
    return take(place, object, size++);
  }

  private int take(int place, long object, int number) {
    takenIn[place] = run;
    keys[place] = object;
    numbers[place] = number;
    return number;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldTakenIn = takenIn;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    takenIn = new int[oldKeys.length * 2];
    numbers = new int[oldKeys.length * 2];
    int mask = keys.length - 1;
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldTakenIn[old] == run) {
        int place = (int) (oldKeys[old] * 0x9e3779b97f4a7c15L >>> 40) & mask;
        while (takenIn[place] == run) {
          place = (place + 1) & mask;
        }
        take(place, oldKeys[old], oldNumbers[old]);
      }
    }
  }
}
