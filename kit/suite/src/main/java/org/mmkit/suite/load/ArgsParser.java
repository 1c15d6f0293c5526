// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.suite.program.Cursor;
import org.mmkit.suite.program.Suggestions;

/** Parses the arguments of a call. */
final class ArgsParser {
  private static final List<String> PROTS = List.of("N", "R", "W", "X", "RW", "RX", "RWX");
  private static final List<String> ADVICE = Stream.of(Advice.values()).map(Advice::name).toList();
  private static final Amount ZERO = task -> 0;

  private final Cursor cursor;
  private final Names names;
  private final CallForm form;

  ArgsParser(Cursor cursor, Names names, CallForm form) {
    this.cursor = cursor;
    this.names = names;
    this.form = form;
  }

  /** Takes the arguments and the closing parenthesis. */
  Args parse(int start) {
    List<Args.Arg> args = new ArrayList<>();
    if (!cursor.accept(')')) {
      do {
        int index = args.size();
        CallForm.Param param =
            form.param(index)
                .orElseThrow(() -> cursor.error("too many arguments", "usage: " + form.usage()));
        args.add(argument(param));
      } while (cursor.accept(','));
      cursor.expect(')', "or ',' after the argument");
    }
    if (args.size() < form.required()) {
      String missing = form.params().get(args.size()).name();
      throw cursor.errorAt(start, "'" + missing + "' is missing", "usage: " + form.usage());
    }
    return new Args(args);
  }

  private Args.Arg argument(CallForm.Param param) {
    return switch (param.kind()) {
      case NUMBER -> new Args.Arg(number(), "");
      case PROT -> word(cursor.word(), PROTS, "protection");
      case LETTERS -> word(string(param), MapWords.LETTERS, "letters");
      case ADVICE -> word(string(param), ADVICE, "advice");
      case FLAGS -> words(string(param));
      case MOVES -> moves(string(param));
    };
  }

  /** A number, or {@code NAME=size}, which names it. */
  private Amount number() {
    cursor.skipBlanks();
    Cursor ahead = new Cursor(cursor.line(), cursor.position(), cursor.line().text().length());
    String name = ahead.word();
    if (name.isEmpty() || Character.isDigit(name.charAt(0)) || !ahead.accept('=')) {
      return AmountParser.parse(cursor, names);
    }
    int start = cursor.position();
    if (Names.RESERVED.contains(name) || names.knows(name)) {
      throw cursor.errorAt(start, "the name '" + name + "' is taken", "take another one");
    }
    cursor.skip(ahead.position() - start);
    cursor.skipBlanks();
    if (!Character.isDigit(cursor.peek())) {
      throw cursor.error("expected a size after " + name + "=", "such as " + name + "=128m");
    }
    names.size(name, Sizes.parse(cursor));
    return names.read(name);
  }

  private String string(CallForm.Param param) {
    cursor.skipBlanks();
    if (cursor.peek() != '\'' && cursor.peek() != '"') {
      throw cursor.error("'" + param.name() + "' is a string in quotes", "usage: " + form.usage());
    }
    return cursor.quoted().rest();
  }

  private Args.Arg word(String word, List<String> known, String what) {
    if (!known.contains(word)) {
      throw cursor.error("unknown " + what + " '" + word + "'", Suggestions.help(word, known));
    }
    return new Args.Arg(ZERO, word);
  }

  private Args.Arg words(String text) {
    for (String one : text.isEmpty() ? new String[0] : text.split("\\|", -1)) {
      word(one, MapWords.flagNames(), "flag");
    }
    return new Args.Arg(ZERO, text);
  }

  private Args.Arg moves(String text) {
    if (!text.matches("[MFD]*")) {
      throw cursor.error(
          "unknown letters '" + text + "'",
          "M may move, F at an address, D leaves the old mapping");
    }
    return new Args.Arg(ZERO, text);
  }
}
