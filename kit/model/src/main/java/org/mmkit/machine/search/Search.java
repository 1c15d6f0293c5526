// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Scheduler;

/**
 * Tries the schedules of a program one after the other.
 *
 * <pre>{@code
 * while (search.hasNext()) {
 *   Scheduler scheduler = search.next();
 *   // run a fresh machine with the scheduler, once or in several phases
 * }
 * }</pre>
 *
 * The program must be the same each time. If a run does not come again to where it was before,
 * {@link org.mmkit.machine.Machine#run} or the next call of the search throws a {@link
 * org.mmkit.machine.ReplayDivergence}.
 */
public interface Search {

  /** Whether a schedule is left to be tried; takes in what was learned from the last run. */
  boolean hasNext();

  /**
   * The scheduler of the next run, which is valid until the next call.
   *
   * @throws java.util.NoSuchElementException if all were tried
   */
  Scheduler next();

  /** How far the search has come; takes in what was learned from the last run. */
  SearchProgress progress();
}
