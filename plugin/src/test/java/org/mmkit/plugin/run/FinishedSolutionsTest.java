// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The solutions that the course ends with pass every scenario of goal explore and programs at
 * random, but for what their page names.
 */
class FinishedSolutionsTest {
  private static final int RANDOM_SCHEDULES = 20;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "first-strategy, MyUnmap, ",
    "rung-8-mend, KeepsTheLock, explore/e08-counts",
    "rung-9-open, MyUnmap, "
  })
  void passAllThatThereIs(String folder, String name, String known) throws IOException {
    Path source =
        Path.of("../examples", folder, "solution/main/java/student").resolve(name + ".java");
    StudentProject project = new StudentProject(scratch);
    project.source("student/" + name + ".java", Files.readString(source));
    project.jvm = "auto";
    project.seed = JudgeRequest.Search.DEFAULT_SEED;
    project.timeoutSeconds = JudgeRequest.DEFAULT_TIMEOUT_S;
    project.stages = List.of("explore", "fuzz");
    project.whole = true;
    project.budget = OptionalInt.of(RANDOM_SCHEDULES);
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    assertThat(record.stages()).hasSize(2);
    assertThat(record.stages().get(0).cases()).hasSizeGreaterThan(150);
    List<String> failed =
        record.stages().stream()
            .flatMap(
                stage ->
                    stage.cases().stream()
                        .filter(FinishedSolutionsTest::fails)
                        .map(one -> stage.id() + "/" + one.id()))
            .toList();
    assertThat(failed).isEqualTo(known == null ? List.of() : List.of(known));
  }

  private static boolean fails(CaseRecord one) {
    return one.failsTheStrategy() || one.status() == CaseStatus.BROKEN;
  }
}
