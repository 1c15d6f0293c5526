// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The strategy that is taught passes every scenario of goal explore and programs at random, and the
 * other repair of a stack near the range fails where the page of rung 8 says.
 */
class FinishedSolutionsTest {
  private static final int RANDOM_SCHEDULES = 20;

  @TempDir Path scratch;

  @Test
  void whatIsTaughtPassesAllThatThereIs() throws IOException {
    StrategyRecord record = judge("first-strategy", "MyUnmap", "*");
    assertThat(record.stages()).hasSize(2);
    assertThat(record.stages().get(0).cases()).hasSizeGreaterThan(150);
    assertThat(failed(record)).isEmpty();
  }

  @Test
  void theRepairOf2020LosesAnUpdate() throws IOException {
    String scenario = "explore/e08-counts";
    assertThat(failed(judge("rung-8-mend", "KeepsTheLock", scenario))).containsExactly(scenario);
    assertThat(failed(judge("rung-8-mend", "StacksWait", scenario))).isEmpty();
  }

  private StrategyRecord judge(String folder, String name, String cases) throws IOException {
    Path source =
        Path.of("../examples", folder, "solution/main/java/student").resolve(name + ".java");
    StudentProject project = new StudentProject(scratch.resolve(name));
    project.source("student/" + name + ".java", Files.readString(source));
    project.jvm = "auto";
    project.argLine = StudentProject.LONG_RUN;
    project.seed = JudgeRequest.Search.DEFAULT_SEED;
    project.timeoutSeconds = JudgeRequest.DEFAULT_TIMEOUT_S;
    project.stages = List.of("explore", "fuzz");
    project.cases = new CaseGlob(cases);
    project.whole = true;
    project.budget = OptionalInt.of(RANDOM_SCHEDULES);
    return project.verifyForReal().run().strategies().get(0);
  }

  private static List<String> failed(StrategyRecord record) {
    return record.stages().stream()
        .flatMap(
            stage ->
                stage.cases().stream()
                    .filter(FinishedSolutionsTest::fails)
                    .map(one -> stage.id() + "/" + one.id()))
        .toList();
  }

  private static boolean fails(CaseRecord one) {
    return one.failsTheStrategy() || one.status() == CaseStatus.BROKEN;
  }
}
