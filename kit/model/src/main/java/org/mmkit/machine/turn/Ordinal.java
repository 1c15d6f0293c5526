// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

/** Numbers as in "its 3rd". */
final class Ordinal {

  private Ordinal() {}

  static String text(int number) {
    boolean teen = number / 10 % 10 == 1;
    String ending =
        teen
            ? "th"
            : switch (number % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + ending;
  }
}
