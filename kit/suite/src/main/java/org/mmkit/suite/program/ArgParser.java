// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses the argument for a known parameter. */
final class ArgParser {

  private ArgParser() {}

  static Arg parse(Cursor cursor, Param param) {
    cursor.skipBlanks();
    boolean string = cursor.peek() == '\'' || cursor.peek() == '"';
    int start = cursor.position();
    return switch (param.kind()) {
      case PAGES, BYTES, NUMBER -> {
        refuseString(cursor, string, param);
        yield new Arg.Num(ExprParser.parse(cursor));
      }
      case PROT -> {
        refuseString(cursor, string, param);
        yield prot(cursor);
      }
      case AMOUNT -> string ? amount(cursor, start) : new Arg.Num(ExprParser.parse(cursor));
      case CHARACTER -> string ? character(cursor, start) : byteNumber(cursor, start);
      case LETTERS -> letters(cursor, param, string);
      case WORDS, WORD -> words(cursor, param, string);
      case TEXT -> text(cursor, param, string);
      case OPS -> ops(cursor, param, string);
    };
  }

  private static void refuseString(Cursor cursor, boolean string, Param param) {
    if (string) {
      throw cursor.error(
          "'" + param.name() + "' takes " + param.kind().description() + ", not a string", "");
    }
  }

  private static Cursor string(Cursor cursor, Param param, boolean string) {
    if (!string) {
      throw cursor.error("'" + param.name() + "' takes " + param.kind().description(), "");
    }
    return cursor.quoted();
  }

  private static Arg prot(Cursor cursor) {
    int start = cursor.position();
    if (!Character.isLetter(cursor.peek())) {
      return new Arg.Num(ExprParser.parse(cursor));
    }
    String letters = cursor.word();
    if (!Vocabulary.PROTS.contains(letters)) {
      throw cursor.errorAt(
          start,
          "unknown protection '" + letters + "'",
          "one of: " + String.join(" ", Vocabulary.PROTS) + ", or a number");
    }
    return new Arg.Prot(
        letters, cursor.accept('|') ? Optional.of(ExprParser.parse(cursor)) : Optional.empty());
  }

  private static Arg amount(Cursor cursor, int start) {
    String text = cursor.quoted().rest();
    if (!text.matches("\\+[0-9]+")) {
      throw cursor.errorAt(
          start, "'" + text + "' is not an amount", "write '+16' for 16 pages more than in use");
    }
    return new Arg.Text(text);
  }

  private static Arg character(Cursor cursor, int start) {
    Cursor inner = cursor.quoted();
    char c = inner.next();
    if (!inner.atEnd() || c < ' ' || c > '~') {
      throw cursor.errorAt(
          start, "expected one ASCII character in quotes", "or a byte's number, such as 0xc3");
    }
    return new Arg.Text(String.valueOf(c));
  }

  private static Arg byteNumber(Cursor cursor, int start) {
    Expr expr = ExprParser.parse(cursor);
    if (!expr.isDynamic()) {
      Fraction value = expr.value(Env.START);
      if (!value.equals(Fraction.of(value.toLong() & 0xff))) {
        throw cursor.errorAt(start, "a byte is a number from 0 to 255", "");
      }
    }
    return new Arg.Num(expr);
  }

  private static Arg letters(Cursor cursor, Param param, boolean string) {
    Cursor inner = string(cursor, param, string);
    StringBuilder letters = new StringBuilder();
    while (!inner.atEnd()) {
      char letter = inner.next();
      if (!param.choices().contains(String.valueOf(letter))) {
        throw inner.errorAt(
            inner.position() - 1,
            "unknown letter '" + letter + "' for '" + param.name() + "'",
            "one of: " + String.join(" ", param.choices()));
      }
      letters.append(letter);
    }
    return new Arg.Text(letters.toString());
  }

  private static Arg words(Cursor cursor, Param param, boolean string) {
    Cursor inner = string(cursor, param, string);
    int start = inner.position();
    String text = inner.rest();
    boolean list = param.kind() == Kind.WORDS;
    if (text.isEmpty() && list) {
      return new Arg.Text("");
    }
    int offset = start;
    for (String word : list ? text.split("\\|", -1) : new String[] {text}) {
      if (!param.choices().contains(word)) {
        throw inner.errorAt(
            offset,
            "unknown word '" + word + "' for '" + param.name() + "'",
            Suggestions.help(word, param.choices()));
      }
      offset += word.length() + 1;
    }
    return new Arg.Text(text);
  }

  private static Arg text(Cursor cursor, Param param, boolean string) {
    int start = cursor.position();
    String text = string(cursor, param, string).rest();
    if (text.isEmpty()) {
      throw cursor.errorAt(start, "'" + param.name() + "' is empty", "");
    }
    return new Arg.Text(text);
  }

  private static Arg ops(Cursor cursor, Param param, boolean string) {
    Cursor inner = string(cursor, param, string);
    List<Call> calls = new ArrayList<>();
    do {
      calls.add(CallParser.parse(inner));
    } while (inner.accept(';'));
    if (!inner.atEnd()) {
      throw inner.error("expected ';' or the end of the string", "calls are separated by ;");
    }
    return new Arg.Ops(calls);
  }
}
