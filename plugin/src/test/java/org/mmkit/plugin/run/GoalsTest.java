// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.mmkit.suite.render.EvidenceText;

/** From a student's classes to a schedule, and back, with a real judged JVM. */
@Timeout(120)
class GoalsTest {
  /** Detaches and downgrades as it should, but lets go of the lock before the tables are freed. */
  static final String EARLY_UNLOCK =
      """
      int error = kernel.checkRange(start, length);
          if (error != 0) return error;
          kernel.mmapSem().downWrite();
          org.mmkit.unmap.VmaRange vmas = kernel.lookupAndSplit(start, length);
          if (vmas.error() != 0 || vmas.isEmpty()) {
            kernel.mmapSem().upWrite();
            return vmas.error();
          }
          kernel.munlock(vmas);
          kernel.detach(vmas);
          kernel.mmapSem().downgradeWrite();
          org.mmkit.unmap.MmuGather gather = kernel.tlbGather();
          gather.unmapVmas(vmas);
          kernel.mmapSem().upRead();
          gather.freePgtables(vmas);
          gather.finish();
          kernel.removeVmaList(vmas);
          return 0;
      """;

  private static final String OWN =
      """
      @own | mapped again and written while its page table goes | explore | aims=L4
      map(0,1)
      fill(0,1)
      T1: unmap(0,1) => *
      T2: map(0,1) => *
      T2: w(0,'n') => *
      """;

  static final String SCHED =
      """
      mmkit-sched 1
      strategy: student.MyUnmap
      defects: none
      scenario: own
      code: MM0311
      found: by hand
      program:
      %s
      schedule:
        T1 runs 1 step, until before LOCK_WRITE &mm->mmap_sem
        T1 runs 30 steps, until before TABLE_WRITE
        T2 runs 24 steps, until it ends
        T1 runs 3 steps, until it ends
      """
          .formatted(OWN.strip().indent(2).stripTrailing());

  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
    project.jvm = "auto";
  }

  private CaseRecord replay(String sched) {
    project.stages = List.of("replay");
    project.caseFiles = List.of();
    project.budget = OptionalInt.empty();
    project.goal = JudgeRequest.Goal.replay(new CaseFile("own.sched", sched), OptionalInt.empty());
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    return record.stages().get(0).cases().get(0);
  }

  @Test
  void whatIsFoundIsWrittenDownAndComesAgain() throws Exception {
    project.strategy(EARLY_UNLOCK);
    project.stages = List.of("explore");
    project.cases = new CaseGlob("own");
    project.caseFiles = List.of(Files.writeString(root.resolve("own.cases"), OWN));
    project.whole = true;
    VerifyOutcome outcome = project.verifyForReal();
    StrategyRecord record = outcome.run().strategies().get(0);
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    FindingRecord finding =
        record.findings().stream()
            .filter(f -> f.broken().code().equals("MM0311"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.sched()).contains("student.MyUnmap-own-MM0311.sched");
    assertThat(finding.replay())
        .isEqualTo("mvn mmkit:replay -Dmmkit.sched=student.MyUnmap-own-MM0311.sched");
    assertThat(finding.place().source().orElseThrow()).startsWith("MyUnmap.java:");
    assertThat(outcome.files()).containsKey(finding.sched().orElseThrow());
    CaseRecord shown = record.stages().get(0).cases().get(0);
    assertThat(shown.findings()).isEqualTo(record.findings());
    assertThat(EvidenceText.lines(finding.evidence().orElseThrow()))
        .anyMatch(line -> line.startsWith("step     T1"));
    for (Map.Entry<String, String> file : outcome.files().entrySet()) {
      CaseRecord again = replay(file.getValue());
      assertThat(again.status()).as(file.getKey()).isEqualTo(CaseStatus.FAIL);
      assertThat(again.headline()).startsWith("It comes again: MM");
      assertThat(again.details()).startsWith("The run followed the schedule.");
    }
  }

  @Test
  void aScheduleThatDoesNotFitAnyMoreIsFollowedAsFarAsItGoes() {
    project.strategy(EARLY_UNLOCK);
    CaseRecord again = replay(SCHED);
    assertThat(again.headline()).startsWith("It comes again: MM0311");
    assertThat(again.details())
        .contains("The run left the schedule at own.sched:16:")
        .contains("T1 runs 30 steps, until before TABLE_WRITE")
        .contains("T1 comes there after 12 steps.");
  }

  @Test
  void aScheduleIsOneOfTheKitAndNotOfTheStudentsClasses() {
    project.strategy("return 0;");
    assertThat(replay(SCHED).headline()).isEqualTo("MM0311 does not come again.");
  }

  @Test
  void twoStrategiesAreToldApart() {
    project.strategy(EARLY_UNLOCK);
    project.stages = List.of("distinguish");
    project.cases = new CaseGlob("a15-reuse");
    project.whole = true;
    project.goal = JudgeRequest.Goal.distinguish("merged-4.20");
    VerifyOutcome outcome = project.verifyForReal();
    List<CaseRecord> cases = outcome.run().strategies().get(0).stages().get(0).cases();
    assertThat(cases).hasSize(2);
    assertThat(cases.get(1).headline()).isEqualTo("they differ in a15-reuse");
    assertThat(outcome.files()).hasSize(1);
  }

  @Test
  void aStrategyToCompareWithThatDoesNotExistIsNamed() {
    project.strategy("return 0;");
    project.stages = List.of("distinguish");
    project.whole = true;
    project.goal = JudgeRequest.Goal.distinguish("merged-9");
    assertThatThrownBy(project::verifyForReal)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no strategy \"merged-9\"");
  }

  @Test
  void aDefectThatDoesNotExistIsNamed() {
    project.strategy("return 0;");
    project.stages = List.of("explore");
    project.defects = List.of("Q-77");
    assertThatThrownBy(project::verifyForReal)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no defect \"Q-77\"");
  }

  @Test
  void aScenarioThatDoesNotExistIsNoPass() {
    project.strategy("return 0;");
    project.stages = List.of("explore");
    project.cases = new CaseGlob("no-such-scenario");
    project.whole = true;
    assertThatThrownBy(project::verifyForReal)
        .isInstanceOf(InputException.class)
        .hasMessage("No case of the stage explore fits mmkit.case=no-such-scenario.");
  }

  @Test
  void aStrategyThatExitsInAReplayHasNoAnswer() {
    project.strategy("System.exit(0); return 0;");
    assertThat(replay(SCHED).message()).startsWith("The strategy called System.exit in replay/own");
  }

  @Test
  void aStrategyThatLoopsInAReplayHasNoAnswer() {
    project.timeoutSeconds = 3;
    project.strategy("while (length != 0) { start++; } return 0;");
    assertThat(replay(SCHED).message()).contains("in replay/own").contains("MyUnmap.java:9");
  }

  @Test
  void aStrategyThatPrintsASchedulePassesForNothing() {
    project.strategy("System.out.println(\"mmkit-sched 1\"); throw new Error(\"PASS\");");
    CaseRecord record = replay(SCHED);
    assertThat(record.status()).isEqualTo(CaseStatus.BROKEN);
    assertThat(record.message()).contains("java.lang.Error at MyUnmap.java:9: PASS.");
  }

  @Test
  void aStrategyThatCountsItsRunsIsFoundOut() {
    project.source(
        "student/MyUnmap.java",
        """
        package student;
        public class MyUnmap implements org.mmkit.unmap.UnmapStrategy {
          static int runs;
          public int munmap(org.mmkit.unmap.UnmapContext k, long start, long length) {
            k.mmapSem().downWrite();
            if (runs++ % 3 == 0) { k.vmas().findVma(start); }
            int result = k.doMunmap(start, length);
            k.mmapSem().upWrite();
            return result;
          }
        }
        """);
    project.stages = List.of("distinguish");
    project.cases = new CaseGlob("a15-reuse");
    project.whole = true;
    project.goal = JudgeRequest.Goal.distinguish("exclusive");
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(record.stages().get(0).cases().get(0).message())
        .startsWith("One of the strategies depends on something that is not in the schedule");
  }
}
