// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.run.CourseClass;

/**
 * The page on grading shows the table of the class of thirty, with the points that it must have.
 */
class CoursePageTest {
  private static final Path PAGE = Path.of("../site/src/site/markdown/grading.md");
  private static final String MARKER = "<!-- class of thirty -->\n```\n";

  @TempDir Path root;

  @Test
  void thePageShowsTheTable() throws IOException {
    Map<String, Path> graded = new LinkedHashMap<>();
    for (String column : new CourseClass().columns()) {
      Path folder = Files.createDirectories(root.resolve(column));
      Files.writeString(folder.resolve(RungPoints.FILE), points(column).toJson());
      graded.put(column, folder);
    }
    List<String> lines = Gradebook.read(graded).write(root.resolve("gradebook"));
    String table = String.join("\n", lines.subList(0, lines.lastIndexOf(""))) + "\n";
    String page = Files.readString(PAGE);
    int begin = page.indexOf(MARKER) + MARKER.length();
    int end = page.indexOf("```", begin);
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(table);
    }
  }

  private static RungPoints points(String column) {
    Rubric rubric = Rubric.read(CourseClass.folder(column).resolve("rubric.txt"), List.of());
    List<RungPoints.Row> rows = new ArrayList<>();
    for (int i = 0; i < CourseClass.plans().size(); i++) {
      char letter = CourseClass.letter(i, column);
      String id = CourseClass.student(i);
      String state =
          switch (letter) {
            case '-' -> Graded.Outcome.EMPTY.name();
            case 'C' -> column.startsWith("rung-7") ? "FAIL" : Graded.Outcome.NOT_COMPILED.name();
            default -> "FAIL";
          };
      String points = CourseClass.points(column, letter);
      rows.add(new RungPoints.Row(id, Roster.unknown(id), state, points, ""));
    }
    Points max =
        Points.sum(
            rubric.parts().stream().filter(p -> !p.bonus()).map(RubricPart::points).toList());
    return new RungPoints(rubric.title(), max.toString(), rows);
  }
}
