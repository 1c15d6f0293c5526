// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * An object's id is (creating task, sequence number), so it does not depend on what other tasks do.
 */
final class ObjectIds {

  private ObjectIds() {}

  /** The id of an object made by a task, or outside a run if the task is -1. */
  static long of(int task, int counter) {
    return (long) (task + 1) << 32 | counter;
  }

  /**
   * An id as people read it: {@code maker.counter}, with maker 0 for what was made outside a run.
   */
  static String text(long id) {
    return (id >>> 32) + "." + (id & 0xffff_ffffL);
  }
}
