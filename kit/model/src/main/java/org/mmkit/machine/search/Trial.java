// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Scheduler;

/** Runs a program once and says whether what is looked for was found in the run. */
@FunctionalInterface
public interface Trial {

  /** What {@link #run} returns if it was not found. */
  long NOT_FOUND = -1;

  /**
   * Runs a fresh machine under a scheduler.
   *
   * @return the number of visible steps before it was found, or {@link #NOT_FOUND}
   */
  long run(Scheduler scheduler);
}
