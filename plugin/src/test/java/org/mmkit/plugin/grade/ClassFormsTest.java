// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Verdict;

/** The table of a class in each form; each has been read by who reads that form. */
class ClassFormsTest {
  private static final ClassTable TABLE =
      ClassTable.of(
          List.of(
              graded("ada", Graded.Outcome.JUDGED, "", Optional.of(SampleScore.run())),
              graded("bob", Graded.Outcome.NOT_COMPILED, SampleScore.LIES, Optional.empty()),
              graded("cyd", Graded.Outcome.JUDGED, "", Optional.of(passed())),
              graded("dan", Graded.Outcome.JUDGED, "", Optional.of(passed()))),
          Roster.parse(
              "roster.csv",
              List.of(
                  "folder,name,id,login,email,section,days_late",
                  "ada,\"Lovelace, Ada\",1815,ada,ada@example.org,L1,2",
                  "bob,=HYPERLINK(1),7,bob,bob@example.org,<b>,",
                  "eve,Nobody,8,eve,eve@example.org,L2,")),
          Optional.of(SampleScore.rubric()));

  private static RunRecord passed() {
    return SampleScore.run(Verdict.PASS, SampleScore.STAGES.subList(2, 3));
  }

  private static Graded graded(
      String id, Graded.Outcome outcome, String sentence, Optional<RunRecord> run) {
    String taken = id.equals("dan") ? "of cyd" : "of " + id;
    return new Graded(id, "key", taken, "classes", outcome, Plain.line(sentence), List.of(), run);
  }

  @Test
  void text() throws IOException {
    Golden.compare(ClassText.write(TABLE), "class.txt");
  }

  @Test
  void csv() throws IOException {
    Golden.compare(ClassCsv.write(TABLE), "class.csv");
  }

  @Test
  void html() throws IOException {
    Golden.compare(ClassHtml.write(TABLE, Set.of("ada", "cyd")), "class.html");
  }

  @Test
  void canvas() throws IOException {
    Golden.compare(CanvasCsv.write(TABLE), "canvas.csv");
  }

  @Test
  void moodle() throws IOException {
    Golden.compare(MoodleCsv.write(TABLE), "moodle.csv");
  }

  /** The points of one whom the rubric does not fit are a question, and the others have theirs. */
  @Test
  void aRubricThatDoesNotFitIsNoZero() {
    assertThat(TABLE.rows())
        .extracting(row -> row.id() + " " + row.state() + " " + row.points())
        .containsExactly(
            "ada FAIL 36.04", "bob NOT_COMPILED 0", "cyd PASS ?", "dan PASS ?", "eve MISSING 0");
    assertThat(TABLE.rows().get(2).hasNoPoints()).isTrue();
  }
}
