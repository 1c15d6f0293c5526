// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.grade.ClassFiles;
import org.mmkit.plugin.grade.ClassGrading;
import org.mmkit.plugin.grade.Roster;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.plugin.grade.Take;
import org.mmkit.plugin.grade.Variants;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;

/** A class in which each student has a variant of a scenario, from handing out to points. */
@Timeout(240)
class VariantClassTest {
  private static final Path RUNG = Path.of("../examples/rung-7-find");
  private static final String SCENARIO = "d03-stack";

  @TempDir Path root;

  @Test
  void eachScheduleAttacksTheVariantOfItsStudent() throws IOException {
    Path handedIn = root.resolve("handed-in");
    String annas = found("anna");
    hand(handedIn, "anna", annas);
    hand(handedIn, "bert", annas);
    hand(handedIn, "cyd", Files.readString(RUNG.resolve("solution/answer.sched")));
    Path graded = root.resolve("graded");
    grading(handedIn, graded, "folder")
        .judge(project("g", "attack").request(), Take.SCHEDULES, "", 17, scratch());
    new ClassFiles(Optional.of(Rubric.read(RUNG.resolve("rubric.txt"), List.of())), Roster.NONE)
        .write(graded);
    assertThat(
            Files.readAllLines(graded.resolve("grade.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> cells[0] + " " + cells[2] + " " + cells[3]))
        .containsExactly("anna PASS 10", "bert FAIL 0", "cyd FAIL 0");
    assertThat(Files.readString(graded.resolve("submissions/bert.json")))
        .contains("the variant of somebody else");
    assertThat(Files.readString(graded.resolve("grade.json"))).contains("\"variants\": \"FOLDER\"");
  }

  @Test
  void whoHasNoIdIsNamed() throws IOException {
    Path handedIn = root.resolve("handed-in");
    hand(handedIn, "anna", "");
    ClassGrading grading = grading(handedIn, root.resolve("graded"), "login");
    VerifyRequest request = project("g", "attack").request();
    Path scratch = scratch();
    assertThatThrownBy(() -> grading.judge(request, Take.SCHEDULES, "", 17, scratch))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The roster has no login of anna");
    assertThatThrownBy(() -> Variants.parse("folder", Take.SOURCES, Roster.NONE))
        .hasMessageContaining("mmkit.take=schedules");
    assertThatThrownBy(() -> Variants.parse("name", Take.SCHEDULES, Roster.NONE))
        .hasMessageContaining("there are none, folder, id, login");
  }

  private static ClassGrading grading(Path handedIn, Path graded, String variants) {
    return new ClassGrading(handedIn, graded, Shard.WHOLE, line -> {})
        .givingVariants(Variants.parse(variants, Take.SCHEDULES, Roster.NONE));
  }

  private Path scratch() throws IOException {
    return Files.createTempDirectory(root, "scratch");
  }

  private static void hand(Path handedIn, String student, String schedule) throws IOException {
    Path folder = Files.createDirectories(handedIn.resolve(student));
    Files.writeString(folder.resolve("answer.sched"), schedule);
  }

  /** What a student finds who gets a variant, and searches it. */
  private String found(String student) throws IOException {
    StudentProject asking = project("asking", "attack");
    asking.goal =
        JudgeRequest.Goal.exercise(Optional.empty(), new Exercise(student, "", Optional.empty()));
    asking.verifyForReal();
    Map.Entry<String, String> variant = asking.log.files.entrySet().iterator().next();
    Path cases = root.resolve(variant.getKey());
    Files.writeString(cases, variant.getValue());
    StudentProject searching = project("searching", "explore");
    searching.caseFiles = List.of(cases);
    searching.cases = new CaseGlob("explore/" + variant.getKey().replace(".cases", ""));
    return searching.verifyForReal().files().values().iterator().next();
  }

  private StudentProject project(String folder, String stage) throws IOException {
    StudentProject project = new StudentProject(root.resolve(folder));
    project.source(
        "student/MyUnmap.java",
        Files.readString(RUNG.resolve("src/main/java/student/MyUnmap.java")));
    project.stages = List.of(stage);
    project.cases = new CaseGlob(SCENARIO);
    project.whole = true;
    project.jvm = "auto";
    return project;
  }
}
