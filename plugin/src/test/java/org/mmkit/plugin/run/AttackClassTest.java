// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.grade.ClassFiles;
import org.mmkit.plugin.grade.ClassGrading;
import org.mmkit.plugin.grade.Roster;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.plugin.grade.Take;

/** A class that hands in schedules for rung 7, graded by its rubric. */
@Timeout(240)
class AttackClassTest {
  private static final Path RUNG = Path.of("../examples/rung-7-find");
  private static final String FOLDER = "rung-7-find";

  /** Two calls that only read the list of mappings: no order of theirs breaks anything. */
  static final String HARMLESS =
      """
      mmkit-sched 1
      strategy: student.MyUnmap
      defects: none
      scenario: mine
      code: MM0218
      found: by hand
      program:
        @mine | two threads look | explore | aims=L1
        map(0,1)
        T1: maps() => *
        T2: maps() => *
      schedule:
        T1 runs 3 steps, until it ends
        T2 runs 3 steps, until it ends
      """;

  @TempDir static Path root;
  private static Path graded;

  @BeforeAll
  static void grade() throws IOException {
    String solution = Files.readString(RUNG.resolve("solution/answer.sched"));
    Map<String, String> class_ = new LinkedHashMap<>();
    class_.put("ada", solution);
    class_.put("bert", solution.replaceFirst("found: .*", "found: by hand"));
    class_.put("cyd", Files.readString(RUNG.resolve("answer.sched")));
    class_.put("dan", solution.replace("student.MyUnmap", "merged-5.8"));
    class_.put("eva", solution.replace("T1 runs 15 steps", "T1 runs 14 steps"));
    class_.put("fay", solution.replace("T2 runs 20", "T2 walks 20"));
    class_.put("gus", HARMLESS);
    class_.put(
        "hal",
        solution
            .replace("d03-stack", "mine")
            .replace(" | gate=yes", "")
            .replace("512,", "1024,")
            .replace("511,", "1023,"));
    Path submissions = root.resolve("handed-in");
    for (Map.Entry<String, String> one : class_.entrySet()) {
      Path folder = Files.createDirectories(submissions.resolve(one.getKey()).resolve(FOLDER));
      Files.writeString(folder.resolve("answer.sched"), one.getValue());
    }
    Files.createDirectories(submissions.resolve("ida/another-rung"));
    StudentProject project = new StudentProject(root.resolve("project"));
    project.source(
        "student/MyUnmap.java",
        Files.readString(RUNG.resolve("src/main/java/student/MyUnmap.java")));
    project.stages = List.of("attack");
    project.whole = true;
    project.jvm = "auto";
    graded = root.resolve("graded");
    List<String> log = new ArrayList<>();
    new ClassGrading(submissions, graded, Shard.WHOLE, log::add)
        .judge(
            project.request(),
            Take.SCHEDULES,
            FOLDER,
            17,
            Files.createDirectories(root.resolve("scratch")));
    new ClassFiles(Optional.of(Rubric.read(RUNG.resolve("rubric.txt"), List.of())), Roster.NONE)
        .write(graded);
  }

  @Test
  void eachScheduleHasItsPoints() throws IOException {
    List<String> rows =
        Files.readAllLines(graded.resolve("grade.csv")).stream()
            .skip(1)
            .map(line -> line.replaceAll("\"[^\"]*\"", "").split(","))
            .map(cells -> cells[0] + " " + cells[2] + " " + cells[3])
            .toList();
    assertThat(rows)
        .containsExactly(
            "ada FAIL 4",
            "bert FAIL 4",
            "cyd FAIL 0",
            "dan FAIL 0",
            "eva FAIL 0",
            "fay FAIL 0",
            "gus FAIL 4",
            "hal PASS 10",
            "ida EMPTY 0");
  }

  @Test
  void aSentenceSaysWhy() throws IOException {
    says("ada", "It is the same trace as bert/answer.sched");
    says("bert", "It is the same trace as ada/answer.sched");
    says("cyd", "The schedule ends before the run does");
    says("dan", "It is a schedule for merged-5.8, and student.MyUnmap is attacked");
    says("eva", "The file was edited");
    says("fay", "answer.sched:13: \\\"T2 walks 20 steps");
    says("gus", "The run follows it, and no rule is broken.");
    says("hal", "It breaks MM0218");
    says("ida", "There is no folder rung-7-find.");
  }

  private static void says(String id, String sentence) throws IOException {
    assertThat(Files.readString(graded.resolve("submissions/" + id + ".json"))).contains(sentence);
  }
}
