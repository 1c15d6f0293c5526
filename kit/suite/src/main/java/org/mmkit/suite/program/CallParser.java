// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Parses a call and binds its arguments to the parameters. */
final class CallParser {

  private static final Arg OMITTED = new Arg.Omitted();

  private final Cursor cursor;
  private final Signature signature;
  private final List<Arg> bound;
  private boolean named;

  private CallParser(Cursor cursor, Signature signature) {
    this.cursor = cursor;
    this.signature = signature;
    this.bound = new ArrayList<>(Collections.nCopies(signature.params().size(), OMITTED));
  }

  static Call parse(Cursor cursor) {
    cursor.skipBlanks();
    int start = cursor.position();
    String name = cursor.word();
    if (name.isEmpty()) {
      throw cursor.error("expected a call", "such as map(0,4) or r(0) => 'a'");
    }
    Signature signature =
        Signatures.find(name)
            .orElseThrow(
                () ->
                    cursor.errorAt(
                        start,
                        "unknown call '" + name + "'",
                        Suggestions.help(name, Signatures.names())));
    cursor.expect('(', "after the name of the call");
    return new CallParser(cursor, signature).arguments(start);
  }

  private Call arguments(int start) {
    int position = 0;
    if (!cursor.accept(')')) {
      do {
        argument(position++);
      } while (cursor.accept(','));
      cursor.expect(')', "or ',' after the argument");
    }
    for (int i = 0; i < bound.size(); i++) {
      Param param = signature.params().get(i);
      if (param.required() && bound.get(i) == OMITTED) {
        throw cursor.errorAt(
            start,
            signature.name()
                + " needs "
                + signature.required()
                + (signature.required() == 1 ? " argument" : " arguments")
                + ": '"
                + param.name()
                + "' is missing",
            "usage: " + signature.usage());
      }
    }
    return new Call(signature.name(), bound);
  }

  private void argument(int position) {
    cursor.skipBlanks();
    int start = cursor.position();
    int index = nameOf(start);
    if (index >= 0) {
      named = true;
    } else if (named) {
      throw cursor.errorAt(start, "an argument without a name follows one with a name", usage());
    } else {
      index = position;
    }
    if (index >= bound.size()) {
      throw cursor.errorAt(start, "too many arguments for " + signature.name(), usage());
    }
    Param param = signature.params().get(index);
    if (bound.get(index) != OMITTED) {
      throw cursor.errorAt(start, "'" + param.name() + "' is given twice", usage());
    }
    bound.set(index, ArgParser.parse(cursor, param));
  }

  /** The index of the parameter in front of '=', or -1 without moving. */
  private int nameOf(int start) {
    Cursor ahead = new Cursor(cursor.line(), start, cursor.line().text().length());
    String word = ahead.word();
    if (word.isEmpty() || !ahead.accept('=') || ahead.peek() == '>') {
      return -1;
    }
    int index = signature.indexOf(word);
    if (index < 0) {
      throw cursor.errorAt(
          start, signature.name() + " has no argument named '" + word + "'", usage());
    }
    cursor.skip(ahead.position() - start);
    return index;
  }

  private String usage() {
    return "usage: " + signature.usage();
  }
}
