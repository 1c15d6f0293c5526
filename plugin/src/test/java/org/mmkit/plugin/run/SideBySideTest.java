// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Several strategies, judged at the same time or one after the other. */
@Timeout(120)
class SideBySideTest {
  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
    project.jvm = "auto";
  }

  @Test
  void areToldOfOneAfterAnotherAndHaveTheSameResults() {
    project.stages = List.of("conformance", "hold");
    project.strategies = List.of("exclusive", "dead-v4", "twophase-v2-posted");
    project.cases = new CaseGlob("conformance/MUN-0*,hold/sizes");
    VerifyOutcome atOnce = atOnce(3);
    List<String> toldAtOnce = List.copyOf(project.log.lines);
    project.log.lines.clear();
    VerifyOutcome alone = atOnce(1);
    assertThat(atOnce.run().toJson()).isEqualTo(alone.run().toJson());
    assertThat(atOnce.timeline().toJson()).isEqualTo(alone.timeline().toJson());
    assertThat(toldAtOnce).isEqualTo(project.log.lines);
    assertThat(toldAtOnce.stream().filter(l -> l.startsWith("end ")).map(l -> l.split(" ")[1]))
        .containsExactly("exclusive", "dead-v4", "twophase-v2-posted");
  }

  @Test
  void thoseOfTheKitShareAJvmAndAClassOfAStudentGetsOneOfItsOwn() throws IOException {
    project.strategy("return kernel.doMunmap(start, length);");
    project.stages = List.of("conformance");
    project.strategies = List.of("exclusive", "student.MyUnmap", "merged-5.8");
    project.cases = new CaseGlob("MUN-01*");
    assertThat(atOnce(1).run().strategies())
        .extracting(StrategyRecord::verdict)
        .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.PASS);
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(file -> file.endsWith("arguments"))).hasSize(2);
    }
  }

  private VerifyOutcome atOnce(int number) {
    project.atOnce = number;
    return project.verifyForReal();
  }

  @Test
  void endWhereOneOfThemCannotBeJudged() throws Exception {
    project.strategy("while (length != 0) start++; return 0;");
    project.source("student/NoStrategy.java", "package student; public class NoStrategy {}");
    project.strategies = List.of("student.NoStrategy", "student.MyUnmap");
    project.timeoutSeconds = 100;
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("student.NoStrategy");
    for (ProcessHandle child : children()) {
      child.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  private static List<ProcessHandle> children() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
      return all.filter(SideBySideTest::isJudged).toList();
    }
  }

  private static boolean isJudged(ProcessHandle child) {
    return child.info().arguments().stream()
        .flatMap(Stream::of)
        .anyMatch(argument -> argument.startsWith("@"));
  }
}
