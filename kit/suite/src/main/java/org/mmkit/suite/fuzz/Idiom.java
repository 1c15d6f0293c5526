// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Call;

/**
 * Calls that go together: at random they would nearly never meet. A page that a userfaultfd fills
 * has to be mapped, watched and empty.
 *
 * @param text calls, separated by semicolons; {@code $a} is the first page of a place, {@code $n}
 *     how many pages it has, {@code $b} the first page of a second place of that size
 */
record Idiom(String text) {
  private static final int PAGES_MAX = 4;

  /** So often a call that belongs to it is left out, so that what it is needed for fails. */
  private static final int ODDS_OF_LESS = 12;

  List<Call> calls(SplitMix64 random, Span place) {
    long pages = 1 + random.nextInt(PAGES_MAX);
    long first = place.firstPage();
    long second = first + pages + random.nextInt(PAGES_MAX);
    List<Call> calls = new ArrayList<>();
    for (String call : text.split(";")) {
      if (random.nextInt(ODDS_OF_LESS) != 0) {
        calls.add(
            Call.parse(
                call.replace("$a", Long.toString(first))
                    .replace("$b", Long.toString(second))
                    .replace("$n", Long.toString(pages))));
      }
    }
    return calls;
  }
}
