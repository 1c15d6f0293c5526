// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;

/** A class of thirty, graded once; each test looks at another side of it. */
class ClassGradingTest {
  private static final int SHARDS = 16;
  private static final int SECONDS_MAX = 600;

  private static final List<String> RUBRIC =
      List.of(
          "title Rung 6: detach, then downgrade",
          "part sequential 40",
          "  stage conformance",
          "part races 20",
          "  stage race",
          "part rules 10",
          "  rules L4, U1, K2",
          "part hold 30",
          "  measure hold.exclusive_hold_1gib_ns full 20us none 25ms",
          "  needs sequential",
          "late 10% a day, at most 50%");
  private static final List<String> ROSTER =
      List.of(
          "folder,name,id,login,email,section,days_late",
          "s01-solution,\"Lovelace, Ada\",1815,ada,ada@example.org,L1,0",
          "s02-renamed,=HYPERLINK(1),1906,grace,grace@example.org,L1,3",
          "z99-nothing,Nobody,7,nobody,nobody@example.org,L2,");

  @TempDir static Path root;
  private static Path submissions;
  private static Path whole;

  @BeforeAll
  static void grade() throws Exception {
    submissions = root.resolve("submissions");
    new SampleClass(submissions).write();
    whole = root.resolve("whole");
    judge(whole, Shard.WHOLE);
    files().write(whole);
  }

  private static List<String> judge(Path out, Shard shard) throws Exception {
    List<String> log = new ArrayList<>();
    new ClassGrading(submissions, out, shard, log::add)
        .judge(
            request(SECONDS_MAX), Take.SOURCES, "", 17, Files.createTempDirectory(root, "scratch"));
    return log;
  }

  private static ClassFiles files() {
    return new ClassFiles(
        Optional.of(RubricParser.parse("r.txt", RUBRIC, Set.of())),
        Roster.parse("roster.csv", ROSTER));
  }

  private static VerifyRequest request(int secondsMax) throws Exception {
    return QuickRequest.of(root, "conformance/MUN-00?,race/reuse,hold/sizes", secondsMax);
  }

  @Test
  void eachSubmissionHasItsPoints() throws IOException {
    List<String> rows =
        Files.readAllLines(whole.resolve("grade.csv")).stream()
            .skip(1)
            .map(line -> line.replaceAll("\"[^\"]*\"", ""))
            .map(line -> line.split(","))
            .map(cells -> cells[0] + " " + cells[2] + " " + cells[3])
            .toList();
    assertThat(rows)
        .containsExactly(
            "m01-no-range-check FAIL 56.66",
            "m02-einval-is-zero FAIL 56.66",
            "m03-stays-locked FAIL 65.55",
            "m04-no-detach FAIL 27.77",
            "m05-no-zap FAIL 50",
            "m06-frees-first FAIL 17.77",
            "m07-up-write FAIL 17.77",
            "m08-keeps-vmas FAIL 27.77",
            "m09-unlocks-twice FAIL 17.77",
            "m10-early-downgrade FAIL 17.77",
            "s01-solution PASS 100",
            "s02-renamed PASS 70",
            "s03-package PASS 100",
            "s04-at-the-top PASS 100",
            "s05-with-id PASS 100",
            "s06-always-write PASS 70",
            "s07-two-files PASS 100",
            "s08-own-errno PASS 100",
            "x01-skeleton BROKEN 0",
            "x02-skeleton BROKEN 0",
            "x03-does-not-compile NOT_COMPILED 0",
            "x04-empty EMPTY 0",
            "x05-no-strategy NO_STRATEGY 0",
            "x06-two NO_STRATEGY 0",
            "x07-exits BROKEN 0",
            "x08-for-ever FAIL 61.11",
            "x09-own-pom PASS 100",
            "x10-link REFUSED 0",
            "x11-says-pass BROKEN 4.44",
            "x12-kit-class BROKEN 0",
            "z99-nothing MISSING 0");
  }

  @Test
  void whoHandedInTheSameFilesIsSaid() throws IOException {
    assertThat(Files.readAllLines(whole.resolve("grade.txt")))
        .contains("the same files: x01-skeleton, x02-skeleton");
  }

  @Test
  void whatCountsStandsInTheRecord() throws IOException {
    assertThat(Files.readString(whole.resolve("grade.json")))
        .contains("\"seed\": 42", "\"stages\": [", "\"budget\": 20", "\"take\": \"SOURCES\"")
        .containsPattern("\"kit\": \"[0-9a-f]{64}\"")
        .containsPattern("\"suite\": \"[0-9a-f]{64}\"");
    assertThat(Files.readString(whole.resolve("submissions/s01-solution.json")))
        .containsPattern("\"classes\": \"[0-9a-f]{64}\"");
  }

  /** 42 is not the seed that everybody has. */
  @Test
  void noReportTellsTheSeed() throws IOException {
    for (String id : List.of("m10-early-downgrade", "s01-solution")) {
      String page = Files.readString(whole.resolve("reports/" + id + ".html"));
      assertThat(page).contains("The seed is not told.").doesNotContain("seed=", "Seed 42");
    }
  }

  @Test
  void whatASubmissionBringsAlongIsNotTaken() {
    Graded graded = graded(whole, "x09-own-pom");
    assertThat(graded.run().orElseThrow().strategies().get(0).stages()).hasSize(3);
    assertThat(graded.taken()).isEqualTo(graded(whole, "s01-solution").taken());
  }

  private static Graded graded(Path folder, String id) {
    return Graded.fromJson(GradeStore.at(folder).text(id).orElseThrow());
  }

  /** One of sixteen shards is judged anew, as after a run that was killed; another comes twice. */
  @Test
  void shardsFoldToTheSameBytes() throws Exception {
    List<Path> shards = new ArrayList<>();
    for (int i = 1; i <= SHARDS; i++) {
      Path out = root.resolve("shard-" + i);
      if (i != 3) {
        copySubmissions(out);
      }
      judge(out, new Shard(i, SHARDS));
      shards.add(out);
    }
    shards.add(shards.get(4));
    java.util.Collections.reverse(shards);
    Path merged = root.resolve("merged");
    files().merge(shards, merged);
    assertSame(merged, whole);
    List<Path> some = shards.stream().filter(path -> !path.endsWith("shard-11")).toList();
    assertThatThrownBy(() -> files().merge(some, merged))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shard 11/16 is missing");
    GradedClass a = GradedClass.read(shards.get(0));
    GradedClass b = GradedClass.read(shards.get(1));
    GradedClass c = GradedClass.read(shards.get(2));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c))).isEqualTo(c.plus(a).plus(b));
    assertThat(a.plus(a)).isEqualTo(a);
  }

  private static void assertSame(Path folder, Path other) throws IOException {
    TreeMap<String, String> files = tree(other);
    assertThat(tree(folder).keySet()).isEqualTo(files.keySet());
    for (Map.Entry<String, String> file : tree(folder).entrySet()) {
      assertThat(file.getValue()).as(file.getKey()).isEqualTo(files.get(file.getKey()));
    }
  }

  private static void copySubmissions(Path out) throws IOException {
    for (String folder : List.of("submissions", "reports")) {
      Files.createDirectories(out.resolve(folder));
      for (Map.Entry<String, String> file : tree(whole.resolve(folder)).entrySet()) {
        Files.writeString(out.resolve(folder).resolve(file.getKey()), file.getValue());
      }
    }
  }

  private static TreeMap<String, String> tree(Path folder) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  /** A note that no run would make shows which results are those of before. */
  @Test
  void whatWasJudgedOnTheSameTermsIsNotJudgedAgain() throws Exception {
    Path out = root.resolve("resumed");
    copySubmissions(out);
    for (String id : List.of("s01-solution", "m03-stays-locked")) {
      Graded before = graded(out, id);
      Graded marked =
          new Graded(
              before.id(),
              id.startsWith("s") ? before.key() : "of other terms",
              before.taken(),
              before.classes(),
              before.outcome(),
              before.sentence(),
              List.of("of before"),
              before.run());
      Files.writeString(out.resolve("submissions/" + id + ".json"), marked.toJson());
    }
    Files.writeString(out.resolve("submissions/s08-own-errno.json"), "{\"half\": ");
    Files.writeString(out.resolve("submissions/s08-own-errno.json.part"), "{");
    Files.writeString(out.resolve("submissions/dropped-out.json"), "{}");
    judge(out, Shard.WHOLE);
    assertThat(graded(out, "s01-solution").notes()).containsExactly("of before");
    assertThat(graded(out, "m03-stays-locked")).isEqualTo(graded(whole, "m03-stays-locked"));
    assertThat(graded(out, "s08-own-errno")).isEqualTo(graded(whole, "s08-own-errno"));
    assertThat(out.resolve("submissions")).isDirectoryNotContaining("glob:**{dropped*,.part}");
  }

  @Test
  void resultsDoNotLieAmongTheSubmissions() {
    assertThatThrownBy(() -> judge(submissions.resolve("s01-solution/target"), Shard.WHOLE))
        .hasMessageContaining("The results would lie among the submissions");
    assertThatThrownBy(() -> judge(root, Shard.WHOLE))
        .hasMessageContaining("The results would lie among the submissions");
  }

  @Test
  void whatNeverEndsHasItsLineAndTheOthersGoOn() throws Exception {
    Path two = root.resolve("two");
    SampleClass pair = new SampleClass(two);
    pair.neverEnds("a-never-ends");
    Files.createDirectories(two.resolve("b-empty"));
    Path out = root.resolve("two-graded");
    new ClassGrading(two, out, Shard.WHOLE, line -> {})
        .judge(request(2), Take.SOURCES, "", 17, Files.createTempDirectory(root, "scratch"));
    assertThat(new ClassFiles(Optional.empty(), Roster.NONE).write(out))
        .contains("b-empty: There is not a source file in src/main/java.")
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("a-never-ends: The run has no verdict: The run (made no|did not) .*"));
  }

  @Test
  void aGradedFolderThatIsNotWholeIsRefused() {
    assertThatThrownBy(() -> GradedClass.read(root.resolve("nothing")))
        .hasMessageContainingAll("is no graded folder", "Let mmkit:grade end there");
  }
}
