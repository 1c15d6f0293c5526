// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Task;

/**
 * Tries every task at every decision, but those that sleep. The model's tests have the same search;
 * this module does not see them.
 */
public final class SleepSets extends TreeSearch {

  /**
   * A search of all traces.
   *
   * @param deviations how many choices beside scheduling may leave the ordinary course in a run
   */
  public SleepSets(int deviations) {
    super(deviations, LockOrder.GRANTS);
  }

  @Override
  long wanted(long awake, long first) {
    return awake;
  }

  @Override
  void taken(int at, Task task, boolean fresh) {}
}
