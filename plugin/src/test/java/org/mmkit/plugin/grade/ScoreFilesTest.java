// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form is kept as a file; each has been read by who reads that form. */
class ScoreFilesTest {
  private static final SourcePlaces PLACES =
      new SourcePlaces(
          new TreeMap<>(java.util.Map.of("MyUnmap.java", "src/main/java/student/MyUnmap.java")));

  private static String file(String name) {
    return file(SampleScore.score(), name);
  }

  private static String file(Score score, String name) {
    return java.util.Objects.requireNonNull(ScoreFiles.of(score, PLACES).get(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grade.txt",
        "gradescope.json",
        "prairielearn.json",
        "github-summary.md",
        "github-annotations.txt",
        "classroom.json",
        "grade.ktap",
        "TEST-grade.xml",
        "grade.sarif"
      })
  void eachFormIsTheOneThatIsKept(String name) throws IOException {
    Golden.compare(file(name), name);
  }

  @Test
  void noTextOfAStudentIsACommandOrMovesACursor() {
    ScoreFiles.of(SampleScore.score(), PLACES)
        .forEach(
            (name, text) -> {
              assertThat(text).as(name).doesNotContain("\u001b").doesNotContain("\r");
              assertThat(text).as(name).doesNotContain("\u202e").doesNotContain("##[");
              assertThat(text.lines().filter(line -> line.strip().startsWith("::")))
                  .as(name)
                  .allSatisfy(
                      line -> assertThat(line).matches("::(error|warning|notice) (file|title)=.*"));
            });
    assertThat(file("github-summary.md")).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @Test
  void aHiddenPartShowsItsPointsAlone() {
    for (String name :
        List.of(
            "grade.txt",
            "prairielearn.json",
            "github-summary.md",
            "github-annotations.txt",
            "classroom.json",
            "grade.ktap",
            "TEST-grade.xml",
            "grade.sarif")) {
      Score score =
          Scoring.score(
              RubricParser.parse(
                  "r.txt",
                  List.of("part a 5", "stage hold", "part b 5 hidden", "cases race/secret"),
                  java.util.Set.of()),
              SampleScore.run(),
              0);
      assertThat(file(score, name)).as(name).doesNotContain("secret");
    }
    assertThat(file("gradescope.json")).contains("\"visibility\": \"after_published\"");
  }

  @Test
  void prairieLearnGetsAMegabyteAtMost() {
    Score score = Scoring.score(SampleScore.rubric(), SampleScore.longRun(5_000), 0);
    String json = file(score, "prairielearn.json");
    assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(PrairieLearnJson.BYTES_MAX);
    assertThat(json).contains("more that failed");
  }

  @Test
  void whatCannotBeJudgedCostsNoAttempt() {
    assertThat(PrairieLearnJson.notGradable("No class."))
        .isEqualTo(
            """
            {
              "gradable": false,
              "format_errors": [
                "No class."
              ]
            }
            """);
  }

  @Test
  void theXmlIsWellFormed() throws Exception {
    byte[] xml = file("TEST-grade.xml").getBytes(StandardCharsets.UTF_8);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getElementsByTagName("testsuite")
                .getLength())
        .isEqualTo(7);
  }
}
