// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;

/** Whether the results of concurrent calls follow from some order of them. */
public sealed interface Explanation {

  /** Some order explains all results. */
  record Explained() implements Explanation {}

  /**
   * No order explains all results.
   *
   * @param operation the first response that could not be explained
   * @param legal what it could have been, in the order of the alphabet
   * @param sentence both, for people
   */
  record Unexplained(Operation operation, List<String> legal, String sentence)
      implements Explanation {
    /** Copies the list. */
    public Unexplained {
      legal = List.copyOf(legal);
    }
  }

  /** The search was given up at its limit: neither a pass nor a failure. */
  record Undecided(String reason) implements Explanation {}

  /** Whether the results are explained. */
  default boolean isExplained() {
    return this instanceof Explained;
  }
}
