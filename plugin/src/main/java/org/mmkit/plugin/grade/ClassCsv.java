// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;

/** The table of a class for a spreadsheet: a column for each part. */
final class ClassCsv {

  private ClassCsv() {}

  static String write(ClassTable table) {
    StringBuilder out = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("submission", "name", "state", "points", "of"));
    head.addAll(List.of("days_late", "rules", "sentence"));
    table.parts().forEach(part -> head.add(part.id()));
    out.append(Csv.line(head));
    for (ClassRow row : table.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.id());
      cells.add(row.person().name());
      cells.add(row.state());
      cells.add(row.points());
      cells.add(table.rubric().isPresent() ? table.max().toString() : "");
      cells.add("" + row.person().daysLate());
      cells.add(String.join(" ", row.rules()));
      cells.add(row.sentence());
      row.parts().forEach(part -> cells.add(part.points().toString()));
      out.append(Csv.line(cells));
    }
    return out.toString();
  }
}
