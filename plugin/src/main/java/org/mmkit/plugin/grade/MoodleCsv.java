// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;

/** What the grade import of Moodle reads: who it is, the points, and feedback. */
final class MoodleCsv {

  private MoodleCsv() {}

  static String write(ClassTable table) {
    StringBuilder out = new StringBuilder();
    String feedback = table.title() + " (feedback)";
    out.append(Csv.line(List.of("ID number", "Email address", table.title(), feedback)));
    for (ClassRow row : table.known()) {
      out.append(
          Csv.line(
              List.of(
                  row.person().id(),
                  row.person().email(),
                  row.score().isPresent() ? row.points() : "",
                  feedback(row))));
    }
    return out.toString();
  }

  private static String feedback(ClassRow row) {
    return row.sentence().isEmpty() ? row.state() : row.state() + ": " + row.sentence();
  }
}
