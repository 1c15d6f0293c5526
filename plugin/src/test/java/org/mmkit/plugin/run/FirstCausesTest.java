// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** A run that ends at the first causes, beside the same run of all cases. */
@Timeout(180)
class FirstCausesTest {
  private static final Path SOLUTION =
      Path.of("../examples/rung-2-exclusive/solution/main/java/student/MyUnmap.java");

  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void someCases() {
    project = new StudentProject(root);
    project.jvm = "auto";
    project.stages = List.of("conformance", "race", "fuzz", "hold");
    project.cases = new CaseGlob("conformance/MUN-*,race/reuse,race/read,hold/sizes");
    project.budget = OptionalInt.of(20);
  }

  private StrategyRecord judge(boolean failFast) {
    project.failFast = failFast;
    return project.verifyForReal().run().strategies().get(0);
  }

  @Test
  void aStrategyThatFailsIsJudgedNoFurther() {
    project.strategy("return 0;");
    StrategyRecord record = judge(true);
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(record.stages())
        .extracting(StageRecord::id)
        .containsExactly("conformance", "race", "hold");
    assertThat(record.stages()).anyMatch(stage -> stage.notJudged().isPresent());
    assertThat(judge(false).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aStrategyThatPassesIsJudgedByAllAndTheSameIsSaidOfIt() throws IOException {
    project.source("student/MyUnmap.java", Files.readString(SOLUTION));
    StrategyRecord first = judge(true);
    assertThat(first.verdict()).as(String.valueOf(first)).isEqualTo(Verdict.PASS);
    assertThat(first).isEqualTo(judge(false));
  }
}
