// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Program;

/**
 * The programs that led the model to something new, in the order in which they did. Those that met
 * what few others meet are picked more often.
 */
final class Corpus {
  private static final int CANDIDATES = 4;

  /**
   * A program of the corpus.
   *
   * @param program the program
   * @param met what it led the model to
   * @param calls how many of its calls it took to meet what was new then
   */
  record Entry(Program program, int[] met, int calls) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(Program program, Coverage coverage) {
    entries.add(new Entry(program, coverage.met(), coverage.lastFresh()));
  }

  int size() {
    return entries.size();
  }

  /** Of a few at random, the one with the rarest path. */
  Entry pick(SplitMix64 random, Coverage coverage) {
    Entry best = entries.get(random.nextInt(entries.size()));
    for (int i = 1; i < CANDIDATES; i++) {
      Entry other = entries.get(random.nextInt(entries.size()));
      if (coverage.rarest(other.met()) < coverage.rarest(best.met())) {
        best = other;
      }
    }
    return best;
  }
}
