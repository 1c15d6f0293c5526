// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Set;
import org.mmkit.suite.program.Program;

/**
 * Programs of which each step is known to name all that it touches, so that one schedule of each
 * trace stands for all: the scenarios of {@code verify}, whose neighbouring steps a test swaps, but
 * for those in which a swap led elsewhere.
 */
final class NamedSteps {
  /**
   * Where a step reads what it does not name: the counter of locked pages at the end of a call, the
   * tasks that a flush waits for, the queue of a spin lock that is handed on, the CPU of a task
   * that has not begun. A million swaps led elsewhere in these and in no other.
   */
  static final Set<String> HIDING =
      Set.of("c01-stale", "c05-pending", "d07-gupfast", "e01-locked", "h01-stale", "h04-readers");

  private NamedSteps() {}

  /** Whether a search of traces of this program misses nothing. */
  static boolean in(Program program) {
    return Scenarios.isOfTheGate(program)
        && !HIDING.contains(program.id())
        && Scenarios.shipped().contains(program);
  }
}
