// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;

/**
 * What the gradebook of Canvas imports: its five columns of the student, and one of the assignment.
 */
final class CanvasCsv {

  private CanvasCsv() {}

  static String write(ClassTable table) {
    StringBuilder out = new StringBuilder();
    out.append(
        Csv.line(
            List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section", table.title())));
    out.append(Csv.line(List.of("Points Possible", "", "", "", "", table.max().toString())));
    for (ClassRow row : table.known()) {
      Roster.Person person = row.person();
      out.append(
          Csv.line(
              List.of(
                  person.name(),
                  "",
                  person.id(),
                  person.login(),
                  person.section(),
                  row.score().isPresent() ? row.points() : "")));
    }
    return out.toString();
  }
}
