// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Parses expressions by recursive descent. */
final class ExprParser {

  private static final int MAX_DEPTH = 50;
  private static final int MAX_DIGITS = 40;

  private final Cursor cursor;
  private int depth;

  private ExprParser(Cursor cursor) {
    this.cursor = cursor;
  }

  static Expr parse(Cursor cursor) {
    int start = cursor.position();
    Expr expr = new ExprParser(cursor).sum();
    if (!expr.isDynamic()) {
      try {
        expr.value(Env.START);
      } catch (ArithmeticException e) {
        throw cursor.errorAt(start, "this expression divides by zero", "");
      }
    }
    return expr;
  }

  private Expr sum() {
    Expr left = product();
    while (true) {
      if (cursor.accept('+')) {
        left = new Expr.Binary('+', left, product());
      } else if (cursor.accept('-')) {
        left = new Expr.Binary('-', left, product());
      } else {
        return left;
      }
    }
  }

  private Expr product() {
    Expr left = factor();
    while (true) {
      if (cursor.accept('*')) {
        left = new Expr.Binary('*', left, factor());
      } else if (cursor.accept('/')) {
        left = new Expr.Binary('/', left, factor());
      } else {
        return left;
      }
    }
  }

  private Expr factor() {
    if (++depth > MAX_DEPTH) {
      throw cursor.error("this expression is nested too deeply", "");
    }
    try {
      if (cursor.accept('-')) {
        return new Expr.Negation(factor());
      }
      if (cursor.accept('(')) {
        Expr inner = sum();
        cursor.expect(')', "to close the parenthesis");
        return new Expr.Group(inner);
      }
      return atom();
    } finally {
      depth--;
    }
  }

  private Expr atom() {
    cursor.skipBlanks();
    int start = cursor.position();
    if (Character.isLetter(cursor.peek())) {
      return symbol(start, cursor.word());
    }
    if (!isDigit(cursor.peek())) {
      throw cursor.error(
          "expected a number" + (cursor.atEnd() ? "" : ", found '" + cursor.peek() + "'"),
          "write a number, B, P, TASK, NULL, L or an expression of them");
    }
    return literal(start, number());
  }

  private Expr symbol(int start, String word) {
    for (Expr.Symbol symbol : Expr.Symbol.values()) {
      if (symbol.text().equals(word)) {
        return symbol;
      }
    }
    throw cursor.errorAt(
        start,
        "unknown name '" + word + "'",
        "the names in expressions are B, P, TASK, NULL and L");
  }

  private String number() {
    StringBuilder text = new StringBuilder();
    while (isDigit(cursor.peek()) || Character.isLetter(cursor.peek()) || cursor.peek() == '.') {
      text.append(cursor.next());
    }
    return text.toString();
  }

  private Expr literal(int start, String text) {
    if (text.length() > MAX_DIGITS) {
      throw cursor.errorAt(start, "this number is too long", "");
    }
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        BigInteger value = new BigInteger(text.substring(2), 16);
        return new Expr.Literal(text, Fraction.of(value));
      }
      if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
        throw new NumberFormatException();
      }
      BigDecimal decimal = new BigDecimal(text);
      BigInteger ten = BigInteger.TEN.pow(decimal.scale());
      return new Expr.Literal(text, new Fraction(decimal.unscaledValue(), ten));
    } catch (NumberFormatException e) {
      throw cursor.errorAt(start, "'" + text + "' is not a number", "write 12, 0x1f or 0.5");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
