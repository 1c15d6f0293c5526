// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/** The steps of a sequential program, with what each of several witnesses says of them. */
public final class SideBySide {
  private static final int CALL_MAX = 48;
  private static final int RESULT_MAX = 60;

  private final List<Step> steps;
  private final List<List<String>> columns = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  /** The steps of a program, and no witness yet. */
  public SideBySide(Program program) {
    steps = program.setup();
  }

  /** Adds a witness: its name, and its word on each step. */
  public SideBySide column(String heading, IntFunction<String> results) {
    List<String> column = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      column.add(results.apply(i));
    }
    headings.add(heading);
    columns.add(column);
    return this;
  }

  /**
   * A line for the headings and one for each step; where the first two differ, it is marked. One
   * that has no word on a step did not come to it.
   */
  public List<String> lines() {
    List<List<String>> cells = new ArrayList<>();
    List<String> calls = steps.stream().map(step -> step.call().text()).toList();
    cells.add(padded("line", steps.stream().map(step -> Integer.toString(step.line())).toList()));
    cells.add(padded("call", cut(calls, CALL_MAX)));
    for (int i = 0; i < columns.size(); i++) {
      cells.add(padded(headings.get(i), cut(columns.get(i), RESULT_MAX)));
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row <= steps.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (List<String> column : cells) {
        line.append(column.get(row)).append("  ");
      }
      line.append(row > 0 && differ(row - 1) ? "<--" : "");
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private boolean differ(int step) {
    String first = columns.get(0).get(step);
    return columns.size() > 1 && !first.isEmpty() && !first.equals(columns.get(1).get(step));
  }

  private static List<String> cut(List<String> texts, int max) {
    return texts.stream()
        .map(text -> text.length() <= max ? text : text.substring(0, max - 3) + "...")
        .toList();
  }

  private static List<String> padded(String heading, List<String> texts) {
    int width = texts.stream().mapToInt(String::length).max().orElse(0);
    int wide = Math.max(width, heading.length());
    List<String> cells = new ArrayList<>();
    cells.add(pad(heading, wide));
    texts.forEach(text -> cells.add(pad(text, wide)));
    return cells;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
