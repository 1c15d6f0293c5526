// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import org.mmkit.suite.program.Program;

/**
 * Programs of which each step is known to name all that it touches, so that one schedule of each
 * trace stands for all: the scenarios of {@code verify}, whose neighbouring steps a test swaps.
 */
final class NamedSteps {
  private NamedSteps() {}

  /** Whether a search of traces of this program misses nothing. */
  static boolean in(Program program) {
    return Sweep.has(program)
        || Scenarios.isOfTheGate(program) && Scenarios.shipped().contains(program);
  }
}
