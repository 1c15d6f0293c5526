// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/** A place in a line, or in a quoted part of it; what is behind the end is never read. */
public final class Cursor {

  private final SourceLine line;
  private final int end;
  private int position;

  /** From an offset to another one, both from 0. */
  public Cursor(SourceLine line, int start, int end) {
    this.line = line;
    this.position = start;
    this.end = end;
  }

  /** The offset that comes next. */
  public int position() {
    return position;
  }

  /** The line. */
  public SourceLine line() {
    return line;
  }

  /** Whether all was read. */
  public boolean atEnd() {
    return position >= end;
  }

  /** The next character, or NUL at the end. */
  public char peek() {
    return atEnd() ? '\0' : line.text().charAt(position);
  }

  /** Takes the next character, or NUL at the end. */
  public char next() {
    char c = peek();
    position++;
    return c;
  }

  /** Goes on to what is no blank. */
  public void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
  }

  /** Takes a character if it is next, after blanks. */
  public boolean accept(char wanted) {
    skipBlanks();
    if (peek() == wanted && !atEnd()) {
      position++;
      return true;
    }
    return false;
  }

  /** Takes a character, or leaves the line; {@code why} ends the sentence of the error. */
  public void expect(char wanted, String why) {
    if (!accept(wanted)) {
      throw error("expected '" + wanted + "' " + why, "");
    }
  }

  /** Whether a text comes next. */
  public boolean startsWith(String text) {
    return line.text().startsWith(text, position) && position + text.length() <= end;
  }

  /** Goes on. */
  public void skip(int count) {
    position += count;
  }

  /** A word of letters, digits and underscores; empty if there is none. */
  public String word() {
    skipBlanks();
    int start = position;
    while (Character.isLetterOrDigit(peek()) || peek() == '_') {
      position++;
    }
    return line.text().substring(start, position);
  }

  /** The text from here to the end, without blanks around it. */
  public String rest() {
    String text = line.text().substring(Math.min(position, end), end).strip();
    position = end;
    return text;
  }

  /** A quoted string; the cursor within its quotes, this one behind it. */
  public Cursor quoted() {
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

  /** What is thrown to say that something is wrong here. */
  public SourceLine.Unreadable error(String message, String help) {
    return errorAt(position, message, help);
  }

  /** The same, about another place of the line. */
  public SourceLine.Unreadable errorAt(int offset, String message, String help) {
    return new SourceLine.Unreadable(line.problem(offset, message, help));
  }
}
