// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;

/**
 * The results that a step may have.
 *
 * @param alternatives the texts, of which one must match exactly; none means anything will do
 */
public record Expected(List<String> alternatives) {

  /** What a step without an arrow expects. */
  public static final Expected OK = new Expected(List.of("OK"));

  /** {@code => *}. */
  public static final Expected ANYTHING = new Expected(List.of());

  /** Copies the list. */
  public Expected {
    alternatives = List.copyOf(alternatives);
  }

  /** Exactly one text. */
  public static Expected exactly(String text) {
    return new Expected(List.of(text));
  }

  /** Whether anything will do. */
  public boolean isAnything() {
    return alternatives.isEmpty();
  }

  /** Whether a result is as expected. */
  public boolean matches(String result) {
    return isAnything() || alternatives.contains(result);
  }

  /** How case files write it after the arrow. */
  public String text() {
    return isAnything() ? "*" : String.join(" or ", alternatives);
  }
}
