// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.List;

/**
 * What the kernel answered to the calls of a program.
 *
 * @param results by step, as far as the program came
 * @param end how the process ended before the program did, such as {@code SIGSEGV}; empty if it did
 *     not
 */
public record Played(List<String> results, String end) {

  /** The program ran longer than it may. */
  static final String TIMED_OUT = "SIGALRM";

  /** The player itself is gone. */
  static final String GONE = "the player was killed";

  /** Copies the list. */
  public Played {
    results = List.copyOf(results);
  }

  /** The result of a step; for one that did not come to an end, what happened to the process. */
  public String result(int step) {
    if (step < results.size()) {
      return results.get(step);
    }
    if (step > results.size()) {
      return "not reached";
    }
    return end.equals(TIMED_OUT) ? "did not end in time" : "the process ended: " + end;
  }
}
