// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/** What a parameter takes. */
public enum Kind {
  /** A number of pages; fractions are bytes. */
  PAGES("a number of pages"),
  /** A number of bytes, or an absolute address. */
  BYTES("a number of bytes"),
  /** A whole number. */
  NUMBER("a number"),
  /** A number of pages, or the string {@code '+n'}: that much more than is in use. */
  AMOUNT("a number of pages or '+n'"),
  /** Protection letters or a number, perhaps both. */
  PROT("a protection (N R W X RW RX RWX, or a number)"),
  /** One character in quotes, or the number of a byte. */
  CHARACTER("one character in quotes or a byte's number"),
  /** A quoted string of letters from a fixed set. */
  LETTERS("letters in quotes"),
  /** A quoted list of words from a fixed set, joined by bars. */
  WORDS("words in quotes, joined by |"),
  /** One quoted word from a fixed set. */
  WORD("a word in quotes"),
  /** Any quoted string. */
  TEXT("a string in quotes"),
  /** Calls in quotes, separated by semicolons. */
  OPS("calls in quotes, separated by ;");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  /** What to write there, for messages. */
  public String description() {
    return description;
  }
}
