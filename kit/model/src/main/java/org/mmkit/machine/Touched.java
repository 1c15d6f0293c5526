// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;

/**
 * What the step under way touches beside the object that it names: a counter that it adds to, a
 * flag that it looks at on its way to the next step. Kept only while a scheduler sees every step;
 * searches of traces rely on it.
 */
public final class Touched {
  private static final int FEW = 4;

  private long[] objects = new long[FEW];
  private Access[] accesses = new Access[FEW];
  private int count;
  private boolean on;

  Touched() {}

  /** A run begins: whether what its steps touch is kept. */
  void begin(boolean kept) {
    on = kept;
    count = 0;
  }

  /** The run has ended; what its last step touched can still be read. */
  void end() {
    on = false;
  }

  /** The next step is taken. */
  void clear() {
    count = 0;
  }

  /** Whether anybody wants to know. */
  public boolean isOn() {
    return on;
  }

  /** The step under way touches an object so; what it does to one object becomes one access. */
  public void add(long object, Access access) {
    if (on) {
      keep(object, access);
    }
  }

  /** On its own, so that the question whether anybody wants to know is all that others pay for. */
  private void keep(long object, Access access) {
    for (int i = 0; i < count; i++) {
      if (objects[i] == object) {
        accesses[i] = accesses[i] == access ? access : Access.WRITE;
        return;
      }
    }
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, count * 2);
      accesses = Arrays.copyOf(accesses, count * 2);
    }
    objects[count] = object;
    accesses[count++] = access;
  }

  /** How many objects. */
  public int count() {
    return count;
  }

  /** The id of one. */
  public long object(int index) {
    return objects[index];
  }

  /** What the step does to it. */
  public Access access(int index) {
    return accesses[index];
  }
}
