// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

/**
 * Text of a student as one line that only says what it says: nothing moves a cursor, changes a
 * direction of reading, ends a line or is a command of a build log.
 */
final class Plain {
  /** Characters of a line that are kept. */
  static final int CHARS_MAX = 400;

  private Plain() {}

  static String line(String text) {
    StringBuilder out = new StringBuilder();
    String start = text.length() > 2 * CHARS_MAX ? text.substring(0, 2 * CHARS_MAX) : text;
    int[] codes = start.codePoints().toArray();
    for (int i = 0; i < codes.length && out.length() < CHARS_MAX; i++) {
      out.appendCodePoint(shown(codes[i]));
    }
    String line = out.toString().strip().replace("##[", "## [");
    return line.length() < text.strip().length() && out.length() >= CHARS_MAX ? line + "..." : line;
  }

  private static int shown(int code) {
    if (code == '\n' || code == '\t' || code == '\r') {
      return ' ';
    }
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> code;
    };
  }
}
