// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.run.InputException;

class GradebookTest {
  private static final Roster.Person ADA =
      new Roster.Person("Lovelace, Ada", "1815", "ada", "ada@example.org", "L1", 1);

  @TempDir Path root;
  private final Map<String, Path> graded = new LinkedHashMap<>();

  @BeforeEach
  void threeAssignments() throws IOException {
    write("rung-1-split", "15", row("ada", ADA, "PASS", "13.5"), row("bob", "BROKEN", "0"));
    write("rung-8-mend-A", "2", row("ada", ADA, "PASS", "2"), row("bob", "EMPTY", "0"));
    write("rung-8-mend-B", "2", row("ada", ADA, "NOT_COMPILED", "0"));
    Files.createDirectories(graded.get("rung-1-split").resolve("reports"));
    Files.writeString(graded.get("rung-1-split").resolve("reports/bob.html"), "");
  }

  private static RungPoints.Row row(String id, Roster.Person person, String state, String points) {
    return new RungPoints.Row(
        id, person, state, points, state.equals("NOT_COMPILED") ? "A.java:3: ';' is missing" : "");
  }

  private static RungPoints.Row row(String id, String state, String points) {
    return row(id, Roster.unknown(id), state, points);
  }

  private void write(String name, String max, RungPoints.Row... rows) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name).resolve("grade"));
    graded.put(name, folder);
    Files.writeString(
        folder.resolve(RungPoints.FILE),
        new RungPoints("About " + name, max, List.of(rows)).toJson());
  }

  @Test
  void aLineForEachStudentAndAColumnForEachAssignment() throws IOException {
    Path out = root.resolve("gradebook");
    assertThat(Gradebook.read(graded).write(out))
        .containsExactly(
            "2 students, 3 assignments",
            "",
            "1    About rung-1-split",
            "8a   About rung-8-mend-A",
            "8b   About rung-8-mend-B",
            "",
            "student                1     8a     8b   total",
            "of, without bonus     15      2      2      19",
            "ada                 13.5      2      x    15.5",
            "bob                    0      -      -       0",
            "",
            "-: nothing was handed in. x: what was handed in has no verdict:",
            "  ada, 8b: NOT_COMPILED: A.java:3: ';' is missing");
    assertThat(Files.readAllLines(out.resolve("gradebook.csv")))
        .contains(
            "ada,\"Lovelace, Ada\",1815,1,13.5,2,0,15.5,19,PASS,PASS,NOT_COMPILED",
            "bob,bob,,0,0,0,0,0,19,BROKEN,EMPTY,MISSING");
    assertThat(Files.readAllLines(out.resolve("canvas.csv")))
        .containsExactly(
            "Student,ID,SIS User ID,SIS Login ID,Section,About rung-1-split,About rung-8-mend-A,About rung-8-mend-B",
            "Points Possible,,,,,15,2,2",
            "\"Lovelace, Ada\",,1815,ada,L1,13.5,2,0");
    assertThat(Files.readAllLines(out.resolve("moodle.csv")))
        .contains("1815,ada@example.org,13.5,2,0");
    assertThat(Files.readString(out.resolve("gradebook.html")))
        .contains("<a href=\"../rung-1-split/grade/reports/bob.html\">0 BROKEN</a>")
        .contains("<th scope=\"row\">ada</th>");
  }

  @Test
  void whatWasNotGradedToItsEndIsRefused() throws IOException {
    Files.delete(graded.get("rung-8-mend-A").resolve(RungPoints.FILE));
    assertThatThrownBy(() -> Gradebook.read(graded))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("There are no points in", "rung-8-mend-A", "mmkit:grade");
    Files.writeString(graded.get("rung-8-mend-A").resolve(RungPoints.FILE), "{");
    assertThatThrownBy(() -> Gradebook.read(graded))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("points.json cannot be read", "Run mmkit:grade there again");
  }
}
