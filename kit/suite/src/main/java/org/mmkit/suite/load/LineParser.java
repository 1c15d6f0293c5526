// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mmkit.suite.program.Cursor;
import org.mmkit.suite.program.SourceLine;
import org.mmkit.suite.program.Suggestions;

/** Parses the statements of one line. */
final class LineParser {
  private final SourceLine line;
  private final Cursor cursor;
  private final Names names;
  private final boolean inSetup;

  /** What the line calls, as far as it was read. */
  private final List<String> called = new ArrayList<>();

  LineParser(SourceLine line, Cursor cursor, Names names, boolean inSetup) {
    this.line = line;
    this.cursor = cursor;
    this.names = names;
    this.inSetup = inSetup;
  }

  Line parse(OptionalInt only) {
    List<Statement> statements = new ArrayList<>();
    do {
      statements.add(statement());
    } while (cursor.accept(';') && !atEnd());
    if (!atEnd()) {
      throw cursor.error("expected ';' or the end of the line", "statements are separated by ;");
    }
    return new Line(only, statements);
  }

  List<String> called() {
    return called;
  }

  private boolean atEnd() {
    cursor.skipBlanks();
    return cursor.atEnd();
  }

  private Statement statement() {
    cursor.skipBlanks();
    int start = cursor.position();
    String variable = variable(start);
    Action action = variable.isEmpty() ? call() : assigned(start, variable);
    boolean mayFail = cursor.accept('?');
    String text = line.text().substring(start, Math.min(cursor.position(), line.text().length()));
    return new Statement(action, mayFail, line.file(), line.number(), text.strip());
  }

  /** The name in front of '=', or nothing without moving. */
  private String variable(int start) {
    Cursor ahead = new Cursor(line, start, line.text().length());
    String word = ahead.word();
    if (word.isEmpty() || !ahead.accept('=')) {
      return "";
    }
    if (Names.RESERVED.contains(word) || names.isSize(word) || Character.isDigit(word.charAt(0))) {
      throw cursor.errorAt(start, "'" + word + "' cannot be assigned", "take another name");
    }
    cursor.skip(ahead.position() - start);
    return word;
  }

  private Action assigned(int start, String variable) {
    Action value = isCall() ? call() : number();
    boolean before = names.isShared(variable);
    if (inSetup && names.isOwn(variable)) {
      throw cursor.errorAt(
          start, "'" + variable + "' belongs to the tasks", "assign it here first");
    }
    int slot = names.assign(variable, inSetup);
    return inSetup || before
        ? task -> task.setShared(slot, value.run(task))
        : task -> task.setOwn(slot, value.run(task));
  }

  private Action number() {
    Amount amount = AmountParser.parse(cursor, names);
    return amount::of;
  }

  private boolean isCall() {
    cursor.skipBlanks();
    Cursor ahead = new Cursor(line, cursor.position(), line.text().length());
    String word = ahead.word();
    return !word.equals("rnd") && !word.isEmpty() && ahead.peek() == '(';
  }

  private Action call() {
    cursor.skipBlanks();
    int start = cursor.position();
    String name = cursor.word();
    if (name.isEmpty()) {
      throw cursor.error("expected a call", "such as a = mmap(128m, RW, 'pa') or count(1)");
    }
    CallForm form =
        Calls.find(name)
            .orElseThrow(
                () ->
                    cursor.errorAt(
                        start,
                        "unknown call '" + name + "'",
                        Suggestions.help(name, List.copyOf(Calls.names()))));
    cursor.expect('(', "after the name of the call");
    called.add(name);
    return form.maker().make(new ArgsParser(cursor, names, form).parse(start));
  }
}
