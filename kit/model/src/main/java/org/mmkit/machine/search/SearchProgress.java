// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.List;

/**
 * How far a search has come.
 *
 * @param executions runs made
 * @param traces distinct traces seen, that is, orders of steps that conflict; beyond {@link
 *     TraceSet#LIMIT} no more are counted
 * @param redundant runs that could show nothing new; they count as executions, not as traces
 * @param exhausted whether all that was asked for was tried
 * @param everything whether there is nothing else to try, with whatever bounds; a search of traces
 *     says so as far as steps name all that they touch
 * @param levels what was tried with 0, 1, 2, … preemptions, as far as all of it was tried; empty
 *     where preemptions are not bounded
 */
public record SearchProgress(
    long executions,
    long traces,
    long redundant,
    boolean exhausted,
    boolean everything,
    List<Level> levels) {

  /**
   * All schedules with some number of preemptions.
   *
   * @param schedules how many there are
   * @param newTraces traces among them that fewer preemptions do not show
   */
  public record Level(long schedules, long newTraces) {}

  /** Copies the list. */
  public SearchProgress {
    levels = List.copyOf(levels);
  }

  /** The number of preemptions up to which all was tried; -1 if not even without one. */
  public int preemptionsExhausted() {
    return levels.size() - 1;
  }
}
