// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.stream.Stream;

/** Parses a step: perhaps a task's name, a call, perhaps a result. */
final class StepParser {

  static final String AFTER = "after";

  private StepParser() {}

  /** A step and the label in front of it, which may be empty. */
  record Labelled(String label, Step step, SourceLine line, int column) {}

  static Labelled parse(SourceLine line) {
    Cursor cursor = new Cursor(line, 0, line.text().length());
    String label = label(cursor);
    cursor.skipBlanks();
    int start = cursor.position();
    Call call = CallParser.parse(cursor);
    cursor.skipBlanks();
    Expected expected = expected(cursor);
    String text = line.text().substring(start).strip();
    return new Labelled(label, new Step(call, expected, line.number(), text), line, start);
  }

  private static String label(Cursor cursor) {
    Cursor ahead = new Cursor(cursor.line(), 0, cursor.line().text().length());
    ahead.skipBlanks();
    int start = ahead.position();
    String word = ahead.word();
    if (word.isEmpty() || !ahead.accept(':')) {
      return "";
    }
    if (!word.matches("T[1-4]") && !word.equals(AFTER)) {
      throw cursor.errorAt(
          start, "unknown task '" + word + "'", "tasks are T1 to T4; 'after' runs last");
    }
    cursor.skip(ahead.position() - cursor.position());
    return word;
  }

  /** Whether it begins as what maps() tells, and does not end so. */
  private static boolean isOpen(String result) {
    return result.matches("\\[-?[0-9].*") && result.indexOf(']') < 0;
  }

  private static Expected expected(Cursor cursor) {
    if (cursor.atEnd()) {
      return Expected.OK;
    }
    if (!cursor.startsWith("=>")) {
      throw cursor.error("expected '=>' or the end of the line", "write call => result");
    }
    cursor.skip(2);
    int start = cursor.position();
    String result = cursor.rest();
    if (result.isEmpty()) {
      throw cursor.errorAt(
          start, "the result is missing after '=>'", "write it, or drop the arrow for OK");
    }
    if (result.equals("*")) {
      return Expected.ANYTHING;
    }
    List<String> alternatives = Stream.of(result.split(" or ", -1)).map(String::strip).toList();
    if (alternatives.contains("")) {
      throw cursor.errorAt(start, "an alternative of this result is empty", "write X or Y");
    }
    if (alternatives.stream().anyMatch(StepParser::isOpen)) {
      throw cursor.errorAt(
          cursor.line().text().indexOf('[', start),
          "a list in this result is not closed",
          "end it with ']'");
    }
    return new Expected(alternatives);
  }
}
