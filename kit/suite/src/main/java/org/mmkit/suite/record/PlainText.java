// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.regex.Pattern;

/**
 * Text of somebody else, made harmless: no character of it moves a cursor, turns the direction of
 * writing, or is lost on the way to a file, and it has an end.
 */
public final class PlainText {
  /** Characters that an id has at most. */
  public static final int ID_MAX = 64;

  /** Characters of a name that is shown. */
  public static final int NAME_MAX = 200;

  /** Characters of a message that is shown. */
  public static final int MESSAGE_MAX = 1 << 16;

  /** How ids are made, as the rest of a sentence. */
  public static final String ID_RULE =
      "ids are letters, digits, '_', '-' and '.', at most "
          + ID_MAX
          + " of them, and begin with a letter or a digit";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final char CUT = '…';
  private static final char ODD = '?';

  private PlainText() {}

  /** Whether a text can be an id. */
  public static boolean isId(String text) {
    return text.length() <= ID_MAX && ID.matcher(text).matches();
  }

  /** The id that stands for a name, such as that of a class: its end where it is too long. */
  public static String id(String name) {
    String end = name.substring(Math.max(0, name.length() - ID_MAX));
    String id = end.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^[^A-Za-z0-9]+", "");
    return id.isEmpty() ? "unnamed" : id;
  }

  /** One line: an odd character becomes a question mark, an end of a line {@code " / "}. */
  public static String line(String text, int max) {
    String some = cut(text, 2 * max);
    return cut(odd(some.strip().replaceAll("\\s*[\\r\\n\u0085\u2028\u2029]+\\s*", " / ")), max);
  }

  /** A name in one line. */
  public static String name(String text) {
    return line(text, NAME_MAX);
  }

  /** Lines that end in a line feed; tabulators stay. */
  public static String lines(String text, int max) {
    return odd(cut(text, max).replaceAll("\\r\\n?", "\n"));
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + CUT;
  }

  private static String odd(String text) {
    if (text.codePoints().allMatch(PlainText::isPlain)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(isPlain(c) ? c : ODD));
    return out.toString();
  }

  private static boolean isPlain(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> (c & 0xfffe) != 0xfffe;
    };
  }
}
