// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.LockHold;
import org.mmkit.machine.Task;

/**
 * Looks on at a point while it is measured, without any effect on it: it is told what ends in that
 * time. Times are virtual, in picoseconds.
 */
public interface LoadWatch {
  /** One that looks at nothing. */
  LoadWatch NONE = new LoadWatch() {};

  /** A call has returned, or a fault is over. */
  default void call(Task task, Site site, long fromPs, long toPs) {}

  /** A gather was closed: what was unmapped is flushed and freed. */
  default void gather(Task task, Site site, long fromPs, long toPs) {}

  /** A task has let go of a semaphore, or has downgraded it. */
  default void hold(LockHold hold, Site site) {}
}
