// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/**
 * Something wrong in a case file.
 *
 * @param file the file as it was named to the parser
 * @param line from 1
 * @param column from 1
 * @param source the line's text
 * @param message what is wrong
 * @param help what to do about it; may be empty
 */
public record Problem(
    String file, int line, int column, String source, String message, String help) {

  /** The problem as compilers print it, with a caret under the offending character. */
  public String render() {
    String number = Integer.toString(line);
    String gutter = " ".repeat(number.length() + 2);
    StringBuilder text = new StringBuilder();
    text.append(file).append(':').append(line).append(':').append(column).append(": ");
    text.append(message).append('\n');
    text.append(' ').append(number).append(" | ").append(source.replace('\t', ' ')).append('\n');
    text.append(gutter).append("| ").append(" ".repeat(Math.max(0, column - 1))).append('^');
    if (!help.isEmpty()) {
      text.append('\n').append(gutter).append("= ").append(help);
    }
    return text.toString();
  }
}
