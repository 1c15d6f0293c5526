// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import org.mmkit.suite.program.Call;

/**
 * Where a witness contradicts the kernel for the first time.
 *
 * @param witness the one that does
 * @param step number of the step, from 0
 * @param call the call of that step
 * @param kernel the kernel's result
 * @param other the witness's result, or what it allows
 */
record Difference(Witness witness, int step, Call call, String kernel, String other) {
  private static final int WORDS_MAX = 200;

  /** The witnesses beside the kernel. */
  enum Witness {
    /** The model, with a strategy in it. */
    MODEL("the model"),
    /** The sequential specification, which must allow the kernel's results. */
    SPECIFICATION("the specification"),
    /** The results that a case expects. */
    CASE("the case");

    private final String words;

    Witness(String words) {
      this.words = words;
    }
  }

  /** What differences of one kind have in common; smaller programs must show the same. */
  String kind() {
    return witness + " " + call.name() + " " + shape(kernel) + " " + shape(other);
  }

  /** One line for people. */
  String sentence() {
    return cut(call.text())
        + " gives "
        + cut(kernel)
        + ", "
        + witness.words
        + " says "
        + cut(other);
  }

  private static String cut(String text) {
    return text.length() <= WORDS_MAX ? text : text.substring(0, WORDS_MAX) + "...";
  }

  /** Names of results are kept; of counts, contents and lists only that they are such. */
  private static String shape(String result) {
    return result.matches("[A-Z_]{2,}|OK->.*") ? result.replaceAll("->.*", "->") : "value";
  }
}
