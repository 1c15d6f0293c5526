// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.suite.program.Cursor;

/**
 * Parses numbers of loads: literals with {@code k}, {@code m} and {@code g}, names, {@code
 * rnd(a,b)}, sums, products, quotients and remainders.
 */
final class AmountParser {
  private static final long PAGE = 4096;
  private static final int DEPTH_MAX = 50;

  private final Cursor cursor;
  private final Names names;
  private int depth;

  private AmountParser(Cursor cursor, Names names) {
    this.cursor = cursor;
    this.names = names;
  }

  static Amount parse(Cursor cursor, Names names) {
    return new AmountParser(cursor, names).sum();
  }

  private Amount sum() {
    Amount left = product();
    while (true) {
      Amount first = left;
      if (cursor.accept('+')) {
        Amount second = product();
        left = task -> first.of(task) + second.of(task);
      } else if (cursor.accept('-')) {
        Amount second = product();
        left = task -> first.of(task) - second.of(task);
      } else {
        return left;
      }
    }
  }

  private Amount product() {
    Amount left = factor();
    while (true) {
      Amount first = left;
      if (cursor.accept('*')) {
        Amount second = factor();
        left = task -> first.of(task) * second.of(task);
      } else if (cursor.accept('/')) {
        Amount second = factor();
        left = task -> first.of(task) / task.notZero(second.of(task));
      } else if (cursor.accept('%')) {
        Amount second = factor();
        left = task -> Long.remainderUnsigned(first.of(task), task.notZero(second.of(task)));
      } else {
        return left;
      }
    }
  }

  private Amount factor() {
    if (++depth > DEPTH_MAX) {
      throw cursor.error("this expression is nested too deeply", "");
    }
    try {
      if (cursor.accept('-')) {
        Amount operand = factor();
        return task -> -operand.of(task);
      }
      if (cursor.accept('(')) {
        Amount inner = sum();
        cursor.expect(')', "to close the parenthesis");
        return inner;
      }
      return atom();
    } finally {
      depth--;
    }
  }

  private Amount atom() {
    cursor.skipBlanks();
    int start = cursor.position();
    if (Character.isDigit(cursor.peek())) {
      long value = Sizes.parse(cursor);
      return task -> value;
    }
    String word = cursor.word();
    if (word.isEmpty()) {
      throw cursor.errorAt(start, "expected a number", "such as 128m, P, a name or rnd(1,7)");
    }
    return named(start, word);
  }

  private Amount named(int start, String word) {
    switch (word) {
      case "P":
        return task -> PAGE;
      case "I":
        return LoadTask::index;
      case "N":
        return LoadTask::tasks;
      case "ROUND":
        return LoadTask::round;
      case "rnd":
        return random();
      default:
    }
    if (!names.knows(word)) {
      throw cursor.errorAt(
          start,
          "unknown name '" + word + "'",
          "the names here are "
              + String.join(" ", Names.RESERVED)
              + (names.all().isEmpty() ? "" : " and " + String.join(" ", names.all())));
    }
    return names.read(word);
  }

  private Amount random() {
    cursor.expect('(', "after rnd");
    Amount low = sum();
    cursor.expect(',', "between the bounds of rnd(a,b)");
    Amount high = sum();
    cursor.expect(')', "after the bounds of rnd(a,b)");
    return task -> task.anyOf(low.of(task), high.of(task));
  }
}
