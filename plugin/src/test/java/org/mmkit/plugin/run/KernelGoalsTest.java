// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;

/** The running kernel, asked from a real judged JVM; or the reason why it is not. */
@Timeout(120)
class KernelGoalsTest {
  @TempDir Path root;

  @Test
  void theConformanceStageAsksTheKernel() {
    List<CaseRecord> cases = run("conformance", HostUse.answers(HostUse.Target.HOST));
    assumeTrue(cases.get(0).status() != CaseStatus.SKIP, cases.get(0).message());
    assertThat(cases).allMatch(one -> one.status() == CaseStatus.PASS);
    assertThat(cases.get(0).message()).startsWith("answered by Linux ");
  }

  @Test
  void goalTruthComparesAllWitnesses() {
    List<CaseRecord> cases = run("truth", HostUse.compares(0, 0));
    assumeTrue(cases.get(0).status() != CaseStatus.SKIP, cases.get(0).message());
    assertThat(cases).hasSizeGreaterThan(10).allMatch(one -> one.status() == CaseStatus.PASS);
  }

  @Test
  void filesOfDifferencesAndOfRandomProgramsComeThrough() throws IOException {
    StudentProject project = project("truth", HostUse.compares(20, 0));
    Path wrong =
        Files.writeString(root.resolve("own.cases"), "@OWN-1 | wrong | P1\nunmap(0,1) => 7\n");
    project.caseFiles = List.of(wrong);
    project.cases = new CaseGlob("OWN-*");
    List<CaseRecord> cases = cases(project);
    assumeTrue(cases.get(0).status() != CaseStatus.SKIP, cases.get(0).message());
    assertThat(project.log.lines)
        .contains("found OWN-1.case.cases", "found OWN-1.case.c", "found random.record");
  }

  @Test
  void goalHostPutsTheModelBesideWhatTheKernelShows() {
    StudentProject project = project("host", HostUse.NONE);
    project.cases = new CaseGlob("host/munmap-2mib,host/overlay-2mib");
    StrategyRecord strategy = project.verifyForReal().run().strategies().get(0);
    List<CaseRecord> cases = strategy.stages().get(0).cases();
    assertThat(cases)
        .extracting(CaseRecord::id)
        .containsExactly("munmap-2mib", "overlay-2mib", "table");
    Map<String, Long> measures = strategy.measures().get("host");
    long munmap = measures.get("munmap.2mib.model_write_hold_ns");
    assertThat(munmap).isPositive().isLessThan(measures.get("munmap.2mib.model_read_hold_ns"));
    assertThat(measures.get("overlay.2mib.model_write_hold_ns")).isGreaterThan(10 * munmap);
    assertThat(strategy.stages().get(0).basis().orElseThrow()).contains("gather-6.12");
    assumeTrue(cases.get(0).status() != CaseStatus.SKIP, cases.get(0).message());
    assertThat(measures.get("munmap.2mib.write_hold_ns"))
        .isPositive()
        .isLessThan(measures.get("munmap.2mib.read_hold_ns"));
  }

  private List<CaseRecord> run(String stage, HostUse use) {
    return cases(project(stage, use));
  }

  private StudentProject project(String stage, HostUse use) {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.strategies = List.of("gather-6.12");
    project.stages = List.of(stage);
    project.cases = new CaseGlob("MUN-01*");
    project.budget = OptionalInt.empty();
    project.goal = JudgeRequest.Goal.host(use);
    return project;
  }

  private static List<CaseRecord> cases(StudentProject project) {
    return project.verifyForReal().run().strategies().get(0).stages().get(0).cases();
  }
}
