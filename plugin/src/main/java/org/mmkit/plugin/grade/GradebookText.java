// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of a course for a terminal. */
final class GradebookText {
  private static final int CELL = 7;

  private GradebookText() {}

  static List<String> lines(Gradebook book) {
    List<String> headings = book.headings();
    List<String> lines = new ArrayList<>();
    lines.add(book.lines().size() + " students, " + book.columns().size() + " assignments");
    lines.add("");
    for (int i = 0; i < headings.size(); i++) {
      Gradebook.Column column = book.columns().get(i);
      lines.add(String.format("%-4s %s", headings.get(i), Plain.line(column.title())));
    }
    lines.add("");
    int name = book.lines().keySet().stream().mapToInt(String::length).max().orElse(0);
    int width = Math.max(name, "of, without bonus".length());
    List<String> max = book.columns().stream().map(c -> c.max().toString()).toList();
    lines.add(row(width, "student", headings, headings, "total"));
    lines.add(row(width, "of, without bonus", headings, max, book.max().toString()));
    for (Map.Entry<String, Gradebook.Line> entry : book.lines().entrySet()) {
      Gradebook.Line line = entry.getValue();
      List<String> cells = line.cells().stream().map(GradebookText::cell).toList();
      lines.add(row(width, entry.getKey(), headings, cells, line.total().toString()));
    }
    List<String> explained = explained(book, headings);
    lines.add("");
    lines.add(
        explained.isEmpty()
            ? "-: nothing was handed in."
            : "-: nothing was handed in. x: what was handed in has no verdict:");
    lines.addAll(explained);
    return lines;
  }

  /** A line for each submission without a verdict. */
  private static List<String> explained(Gradebook book, List<String> headings) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Gradebook.Line> entry : book.lines().entrySet()) {
      List<Gradebook.Cell> cells = entry.getValue().cells();
      for (int i = 0; i < cells.size(); i++) {
        Gradebook.Cell cell = cells.get(i);
        if (cell.hasNoVerdict()) {
          String where = "  " + entry.getKey() + ", " + headings.get(i) + ": ";
          lines.add(where + cell.state() + ": " + Plain.line(cell.sentence()));
        }
      }
    }
    return lines;
  }

  private static String cell(Gradebook.Cell cell) {
    if (cell.isNothing()) {
      return "-";
    }
    return cell.hasNoVerdict() ? "x" : cell.points().toString();
  }

  private static String row(
      int width, String name, List<String> headings, List<String> cells, String total) {
    StringBuilder row = new StringBuilder(String.format("%-" + width + "s", name));
    for (int i = 0; i < cells.size(); i++) {
      int cell = Math.max(CELL, headings.get(i).length() + 1);
      row.append(String.format(Locale.ROOT, "%" + cell + "s", cells.get(i)));
    }
    return row.append(String.format("%8s", total)).toString();
  }
}
