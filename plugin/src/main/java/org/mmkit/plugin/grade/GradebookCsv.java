// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of a course for spreadsheets and gradebooks: a column for each assignment. */
final class GradebookCsv {

  private GradebookCsv() {}

  static String write(Gradebook book) {
    StringBuilder out = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("submission", "name", "id", "days_late"));
    book.columns().forEach(column -> head.add(column.name()));
    head.addAll(List.of("total", "of"));
    book.columns().forEach(column -> head.add(column.name() + " state"));
    out.append(Csv.line(head));
    for (Map.Entry<String, Gradebook.Line> entry : book.lines().entrySet()) {
      Gradebook.Line line = entry.getValue();
      Roster.Person person = line.person();
      List<String> cells = new ArrayList<>();
      cells.addAll(List.of(entry.getKey(), person.name(), person.id(), "" + person.daysLate()));
      cells.addAll(points(line));
      cells.addAll(List.of(line.total().toString(), book.max().toString()));
      line.cells().forEach(cell -> cells.add(cell.state()));
      out.append(Csv.line(cells));
    }
    return out.toString();
  }

  private static List<String> points(Gradebook.Line line) {
    return line.cells().stream().map(cell -> cell.points().toString()).toList();
  }

  /** What the gradebook of Canvas imports. */
  static String canvas(Gradebook book) {
    StringBuilder out = new StringBuilder();
    List<String> head =
        new ArrayList<>(List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section"));
    List<String> possible = new ArrayList<>(List.of("Points Possible", "", "", "", ""));
    for (Gradebook.Column column : book.columns()) {
      head.add(Plain.line(column.title()));
      possible.add(column.max().toString());
    }
    out.append(Csv.line(head)).append(Csv.line(possible));
    for (Gradebook.Line line : book.known()) {
      Roster.Person person = line.person();
      List<String> cells = new ArrayList<>();
      cells.addAll(List.of(person.name(), "", person.id(), person.login(), person.section()));
      cells.addAll(points(line));
      out.append(Csv.line(cells));
    }
    return out.toString();
  }

  /** What the grade import of Moodle reads. */
  static String moodle(Gradebook book) {
    StringBuilder out = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("ID number", "Email address"));
    book.columns().forEach(column -> head.add(Plain.line(column.title())));
    out.append(Csv.line(head));
    for (Gradebook.Line line : book.known()) {
      List<String> cells = new ArrayList<>(List.of(line.person().id(), line.person().email()));
      cells.addAll(points(line));
      out.append(Csv.line(cells));
    }
    return out.toString();
  }
}
