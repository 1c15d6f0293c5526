// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** The whole way from a student's classes to a verdict, with a real judged JVM. */
class VerificationTest {
  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
  }

  @Test
  void theOneStrategyOfTheStudentIsFoundAndPasses() {
    project.strategy("return 0;");
    VerifyOutcome outcome = project.verify();
    StrategyRecord record = outcome.run().strategies().get(0);
    assertThat(record.verdict()).isEqualTo(Verdict.PASS);
    assertThat(record.id()).isEqualTo("student.MyUnmap");
    assertThat(record.stages().get(0).passed()).isEqualTo(3);
    assertThat(record.measures()).isEqualTo(Map.of("poke", Map.of("seed", 42L)));
    assertThat(outcome.timeline().lanes().get("student.MyUnmap")).hasSize(1);
    assertThat(project.log.lines)
        .startsWith("note seed 42")
        .contains("stage poke 3", "case third PASS", "end student.MyUnmap PASS");
  }

  @Test
  void aStrategyThatInheritsItsInterfaceIsFound() {
    project.source(
        "student/Base.java",
        """
        package student;
        abstract class Base implements org.mmkit.unmap.UnmapStrategy {}
        """);
    project.source(
        "student/Derived.java",
        """
        package student;
        @org.mmkit.unmap.Strategy(id = "derived", source = "a patch")
        public class Derived extends Base {
          public int munmap(org.mmkit.unmap.UnmapContext k, long s, long l) { return 0; }
        }
        """);
    StrategyRecord record = project.verifyOne();
    assertThat(record.id()).isEqualTo("derived");
    assertThat(record.source()).isEqualTo("a patch");
  }

  @Test
  void aStrategyMayBeNamedByItsIdOrItsClass() {
    project.strategy("return 0;");
    project.source(
        "student/Other.java",
        """
        package student;
        @org.mmkit.unmap.Strategy(id = "other")
        public class Other extends MyUnmap {}
        """);
    project.strategies = List.of("other", "student.MyUnmap");
    assertThat(project.verify().run().strategies())
        .extracting(StrategyRecord::id)
        .containsExactly("other", "student.MyUnmap");
  }

  @Test
  void aPositiveResultFailsEveryCase() {
    project.strategy("return 7;");
    StrategyRecord record = project.verifyOne();
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(record.stages().get(0).failed()).isEqualTo(3);
  }

  @Test
  void findingsCarryTheirReplayCommand() {
    project.strategy("return -1;");
    StrategyRecord record = project.verifyOne();
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(record.findings()).hasSize(1);
    assertThat(record.stages().get(0).cases()).allMatch(c -> c.findings().size() == 1);
    assertThat(record.findings().get(0).replay())
        .isEqualTo(
            "mvn mmkit:verify -Dmmkit.strategy=student.MyUnmap -Dmmkit.case=poke/first"
                + " -Dmmkit.seed=42");
  }

  @Test
  void whatIsPrintedAppearsWithTheTaskThatPrintedIt() {
    project.strategy("System.out.println(\"hello\"); System.err.println(\"there\"); return 0;");
    assertThat(project.verifyOne().verdict()).isEqualTo(Verdict.PASS);
    assertThat(project.log.lines).contains("output T1: hello\nthere\n");
  }

  @Test
  void onlyTheCasesThatFitAreRun() {
    project.strategy("return 0;");
    project.stages = List.of("poke", "prod");
    project.cases = new CaseGlob("prod/s*");
    StrategyRecord record = project.verifyOne();
    assertThat(record.stages()).hasSize(1);
    assertThat(record.stages().get(0).cases()).containsExactly(CaseRecord.pass("second", "P1"));
  }

  @Test
  void aGlobThatFitsNothingIsNoPass() {
    project.strategy("return 0;");
    project.cases = new CaseGlob("poke/nothing");
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessage("No case of the stage poke fits mmkit.case=poke/nothing.");
  }

  @Test
  void aShippedStrategyIsComparedWithItsKnownDefects() {
    project.strategies = List.of("known");
    VerifyOutcome outcome = project.verify();
    assertThat(outcome.run().strategies().get(0).verdict()).isEqualTo(Verdict.FAIL);
    KnownDefects known = outcome.details().get(0).known().orElseThrow();
    // Z-99 is known, but no stage can reach it.
    assertThat(known.areAsExpected()).isTrue();
  }

  @Test
  void aStageThatDoesNotExistIsNamedWithThoseThatDo() {
    project.strategy("return 0;");
    project.stages = List.of("poke", "rase");
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessage("There is no stage \"rase\" (mmkit.stages); there are poke, prod.");
  }

  @Test
  void aBadCaseFileIsReportedWithLineAndColumn() throws IOException {
    project.strategy("return 0;");
    Path file = Files.writeString(root.resolve("bad.cases"), "x");
    project.caseFiles = List.of(file);
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("bad.cases:1:1: a step outside of a case");
  }

  @Test
  void aCaseFileThatDoesNotExistIsNamed() {
    project.caseFiles = List.of(root.resolve("none.cases"));
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.cases (mmkit.cases)");
  }

  @Test
  void twoRunsOfTheSameGiveTheSameRecord() {
    project.strategy("return 7;");
    assertThat(project.verify().run()).isEqualTo(project.verify().run());
  }

  @Test
  void aCaseThatFailsHasItsSequence() {
    project.strategy("return 7;");
    CaseRecord first = project.verifyOne().stages().get(0).cases().get(0);
    assertThat(first.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(first.details()).isEqualTo("1 T1 munmap");
  }
}
