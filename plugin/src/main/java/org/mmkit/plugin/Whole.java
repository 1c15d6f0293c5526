// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;

/**
 * Parameters that are whole numbers. Their fields are text: Maven would refuse a wrong word before
 * the goal begins, and results of the run before would stay and look like those of this one.
 */
final class Whole {

  private Whole() {}

  /**
   * The number that a parameter gives.
   *
   * @throws InputException if it is no whole number, or too large for one
   */
  static long number(String parameter, @Nullable String text) {
    String word = text == null ? "" : text.trim();
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new InputException(
          parameter + "=" + word + " is no whole number, or too large for one.");
    }
  }

  /** The same for a number of 32 bits. */
  static int small(String parameter, @Nullable String text) {
    long number = number(parameter, text);
    if (number != (int) number) {
      throw new InputException(parameter + "=" + number + " is too large for this.");
    }
    return (int) number;
  }

  /** The same for a parameter that need not be given. */
  static OptionalInt given(String parameter, @Nullable String text) {
    return text == null || text.isBlank()
        ? OptionalInt.empty()
        : OptionalInt.of(small(parameter, text));
  }
}
