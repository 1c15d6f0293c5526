// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** A strategy that prints much in each call, and is wrong: its schedules still show the same. */
@Timeout(120)
class PrintingTest {
  @TempDir Path root;

  @Test
  void changesNoSchedule() {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.stages = List.of("race");
    project.cases = new CaseGlob("race/reuse*,race/overlap*");
    project.budget = OptionalInt.of(50);
    project.strategy("System.out.println(\"x\".repeat(9000)); return 0;");
    VerifyOutcome outcome = project.verifyForReal();
    StrategyRecord record = outcome.run().strategies().get(0);
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(record.stages().get(0).cases())
        .allSatisfy(one -> assertThat(one.message()).doesNotContain("printed more than"));
    assertThat(outcome.files()).isNotEmpty();
    assertThat(project.log.lines.stream().filter(l -> l.startsWith("output ")).count())
        .isBetween(1L, 20L);
    for (Map.Entry<String, String> file : outcome.files().entrySet()) {
      assertThat(replayed(file)).as(file.getKey()).startsWith("It comes again: ");
    }
  }

  private String replayed(Map.Entry<String, String> file) {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.stages = List.of("replay");
    project.goal =
        JudgeRequest.Goal.replay(new CaseFile(file.getKey(), file.getValue()), OptionalInt.empty());
    List<CaseRecord> cases =
        project.verifyForReal().run().strategies().get(0).stages().get(0).cases();
    return cases.get(0).headline();
  }
}
