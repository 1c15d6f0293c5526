// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Task;

/**
 * Tries every task at every decision, but those that sleep: one complete run of each trace, and
 * many more that are given up on the way. Its worth is that it is simple: it checks {@link
 * SourceDpor}.
 */
public final class SleepSetSearch extends TreeSearch {

  /**
   * A search of all traces.
   *
   * @param deviations how many choices beside scheduling may leave the ordinary course in a run
   */
  public SleepSetSearch(int deviations) {
    this(deviations, LockOrder.GRANTS);
  }

  /** As the other, with what counts as a trace. */
  public SleepSetSearch(int deviations, LockOrder order) {
    super(deviations, order);
  }

  @Override
  long wanted(long awake, long first) {
    return awake;
  }

  @Override
  void taken(int at, Task task, boolean fresh) {}
}
