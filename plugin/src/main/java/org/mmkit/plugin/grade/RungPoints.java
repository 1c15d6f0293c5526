// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;

/**
 * The points of a class for one assignment, as the file {@code points.json} of a graded folder
 * keeps them: what a gradebook is made of.
 *
 * @param title of the assignment
 * @param max what can be earned, without bonus
 * @param rows a row for each submission
 */
record RungPoints(String title, String max, List<Row> rows) {
  static final String FILE = "points.json";
  private static final int SCHEMA = 1;

  /**
   * One submission.
   *
   * @param id the name of its folder
   * @param state the verdict, or why there is none: one word
   * @param points such as {@code 12.5}
   * @param sentence why there is no verdict; may be empty
   */
  record Row(String id, Roster.Person person, String state, String points, String sentence) {

    Row {
      Objects.requireNonNull(id);
      Objects.requireNonNull(person);
      Objects.requireNonNull(state);
      Objects.requireNonNull(points);
      Objects.requireNonNull(sentence);
    }
  }

  RungPoints {
    Objects.requireNonNull(title);
    Objects.requireNonNull(max);
    rows = List.copyOf(rows);
  }

  /** Those of a table; nothing where it has no points, or not for each. */
  static Optional<RungPoints> of(ClassTable table) {
    if (table.rows().stream().anyMatch(row -> row.score().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new RungPoints(
            table.title(),
            table.max().toString(),
            table.rows().stream()
                .map(r -> new Row(r.id(), r.person(), r.state(), r.points(), r.sentence()))
                .toList()));
  }

  String toJson() {
    return RecordCodec.document(SCHEMA, this);
  }

  /**
   * Reads those of a graded folder.
   *
   * @throws InputException if there are none; says what to do
   */
  static RungPoints read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "There are no points in "
              + folder
              + ": it was not graded to its end, or without a rubric. Let mmkit:grade end there,"
              + " with mmkit.rubric.");
    }
    try {
      return RecordCodec.readDocument(Files.readString(file), SCHEMA, RungPoints.class);
    } catch (IOException | JsonException e) {
      throw new InputException(
          file + " cannot be read (" + e.getMessage() + "). Run mmkit:grade there again.");
    }
  }
}
