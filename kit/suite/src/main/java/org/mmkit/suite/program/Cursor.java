// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/** A place in a line, or in a quoted part of it; what is behind the end is never read. */
final class Cursor {

  private final SourceLine line;
  private final int end;
  private int position;

  Cursor(SourceLine line, int start, int end) {
    this.line = line;
    this.position = start;
    this.end = end;
  }

  int position() {
    return position;
  }

  SourceLine line() {
    return line;
  }

  boolean atEnd() {
    return position >= end;
  }

  /** The next character, or NUL at the end. */
  char peek() {
    return atEnd() ? '\0' : line.text().charAt(position);
  }

  char next() {
    char c = peek();
    position++;
    return c;
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
  }

  /** Takes a character if it is next, after blanks. */
  boolean accept(char wanted) {
    skipBlanks();
    if (peek() == wanted && !atEnd()) {
      position++;
      return true;
    }
    return false;
  }

  void expect(char wanted, String why) {
    if (!accept(wanted)) {
      throw error("expected '" + wanted + "' " + why, "");
    }
  }

  boolean startsWith(String text) {
    return line.text().startsWith(text, position) && position + text.length() <= end;
  }

  void skip(int count) {
    position += count;
  }

  /** A word of letters, digits and underscores; empty if there is none. */
  String word() {
    skipBlanks();
    int start = position;
    while (Character.isLetterOrDigit(peek()) || peek() == '_') {
      position++;
    }
    return line.text().substring(start, position);
  }

  /** The text from here to the end, without blanks around it. */
  String rest() {
    String text = line.text().substring(Math.min(position, end), end).strip();
    position = end;
    return text;
  }

  /** A quoted string; the cursor within its quotes, this one behind it. */
  Cursor quoted() {
    int open = position;
    char quote = next();
    int start = position;
    while (!atEnd() && peek() != quote) {
      position++;
    }
    if (atEnd()) {
      throw errorAt(open, "this string is not closed", "close it with " + quote);
    }
    Cursor inner = new Cursor(line, start, position);
    position++;
    return inner;
  }

  SourceLine.Unreadable error(String message, String help) {
    return errorAt(position, message, help);
  }

  SourceLine.Unreadable errorAt(int offset, String message, String help) {
    return new SourceLine.Unreadable(line.problem(offset, message, help));
  }
}
