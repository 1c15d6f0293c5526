// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.List;

/** How strace writes arguments. */
final class Args {
  private Args() {}

  /** At commas that stand neither in strings nor in brackets. */
  static List<String> split(String text) {
    List<String> args = new ArrayList<>();
    int from = 0;
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        i += c == '\\' ? 1 : 0;
        inString = c != '"';
      } else if (c == '"') {
        inString = true;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        args.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    String last = text.substring(from).strip();
    if (!last.isEmpty() || !args.isEmpty()) {
      args.add(last);
    }
    return args;
  }

  /**
   * A number: decimal, hexadecimal or NULL, perhaps with a comment or a name behind it.
   *
   * @throws NumberFormatException if it is none
   */
  static long number(String text) {
    String word = text;
    int end = 0;
    while (end < word.length() && (Character.isLetterOrDigit(word.charAt(end)) || end == 0)) {
      end++;
    }
    word = word.substring(0, end);
    if (word.equals("NULL")) {
      return 0;
    }
    if (word.startsWith("0x")) {
      return Long.parseUnsignedLong(word.substring(2), 16);
    }
    return word.startsWith("-") ? Long.parseLong(word) : Long.parseUnsignedLong(word);
  }
}
