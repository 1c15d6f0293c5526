// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.suite.program.Cursor;

/** Sizes as text: {@code 4096}, {@code 0x1000}, {@code 4k}, {@code 128m}, {@code 80g}. */
final class Sizes {
  private static final int DIGITS_MAX = 18;
  private static final int KIB_BITS = 10;

  private Sizes() {}

  /** Takes a size that begins with a digit. */
  static long parse(Cursor cursor) {
    int start = cursor.position();
    String text = cursor.word();
    long value = of(text);
    if (value < 0) {
      throw cursor.errorAt(
          start, "'" + text + "' is not a size", "write 4096, 0x1000, 4k, 128m or 80g");
    }
    return value;
  }

  /** The bytes, or -1 if the text is no size. */
  static long of(String text) {
    if (text.matches("0x[0-9a-fA-F]{1,15}")) {
      return Long.parseLong(text.substring(2), 16);
    }
    if (!text.matches("[0-9]+[kmg]?") || text.length() > DIGITS_MAX) {
      return -1;
    }
    int unit = "kmg".indexOf(text.charAt(text.length() - 1)) + 1;
    long number = Long.parseLong(unit == 0 ? text : text.substring(0, text.length() - 1));
    int bits = KIB_BITS * unit;
    return number > Long.MAX_VALUE >> bits ? -1 : number << bits;
  }
}
