// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.List;
import org.mmkit.suite.load.Measured;

/**
 * What one replay came to.
 *
 * @param measured times of mmap_sem, faults and calls; an operation is a call or a fault, the
 *     window is the whole replay
 * @param calls that were made again
 * @param faults whose pages were touched again
 * @param inCallsPs time in those calls, of all tasks
 * @param inFaultsPs time in those faults, of all tasks
 * @param missed faults that found no mapping
 * @param different calls whose result was another one, by what they gave
 */
public record Replayed(
    Measured measured,
    long calls,
    long faults,
    long inCallsPs,
    long inFaultsPs,
    long missed,
    List<Difference> different) {

  public Replayed {
    different = List.copyOf(different);
  }

  /**
   * Calls whose result was another one than in the log.
   *
   * @param what the call, what it gave in the log, and what here
   * @param count how many
   * @param line of the first one, in the log
   */
  public record Difference(String what, int count, int line) {}

  /** Calls whose result was another one. */
  public long differentCalls() {
    return different.stream().mapToLong(Difference::count).sum();
  }
}
