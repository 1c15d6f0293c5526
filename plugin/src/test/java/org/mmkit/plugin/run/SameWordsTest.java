// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.perf.Baseline;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.JudgeRequest.PerfMachine;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** What a comparison says of runs whose answer is known. */
class SameWordsTest {
  private static final String CONTENDED = "perf/mmap1,perf/brk1";

  private static final Path TAUGHT =
      Path.of("../examples/first-strategy/solution/main/java/student/MyUnmap.java");

  @TempDir Path root;

  private StudentProject project(String loads, PerfMachine machine) {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.argLine = StudentProject.LONG_RUN;
    project.timeoutSeconds = JudgeRequest.DEFAULT_TIMEOUT_S;
    project.stages = List.of("perf");
    project.cases = new CaseGlob(loads);
    project.perf = new JudgeRequest.Perf(PerfGrid.SMALL, List.of()).on(machine);
    return project;
  }

  private RunRecord run(String strategy, String loads, PerfMachine machine) {
    StudentProject project = project(loads, machine);
    project.strategies = List.of(strategy);
    return mine(project.verifyForReal().run());
  }

  /** Whatever it is called. */
  private static RunRecord mine(RunRecord run) {
    StrategyRecord only = run.strategies().get(0);
    return new RunRecord(
        run.seed(),
        List.of(
            new StrategyRecord(
                "mine", only.source(), only.verdict(), only.stages(), only.measures())));
  }

  private List<String> lines(RunRecord now, RunRecord before) throws IOException {
    Path file = Files.writeString(root.resolve("run.json"), before.toJson());
    return Baseline.read(file).lines(now);
  }

  /** The strategy of the front page, by a name of one's choice. */
  private RunRecord taught(String name) throws IOException {
    String source = Files.readString(TAUGHT).replace("MyUnmap", name);
    StudentProject project = project(CONTENDED, PerfMachine.STANDARD);
    project.source("student/" + name + ".java", source);
    project.strategies = List.of("student." + name);
    return mine(project.verifyForReal().run());
  }

  @Test
  void theSameUnderAnotherNameIsTheSameEverywhere() throws IOException {
    assertThat(lines(taught("MyUnmap"), taught("Again")))
        .singleElement()
        .asString()
        .matches("baseline: mine is the same at ([1-9][0-9]*) of \\1 points\\.");
  }

  /** But for brk, which downgrades only since Linux 4.20 and not in the series. */
  @Test
  void theSeriesAndWhatWasMergedAreTheSame() throws IOException {
    RunRecord merged = run("merged-5.8", CONTENDED, PerfMachine.STANDARD);
    List<String> lines = lines(merged, run("detach-v7", CONTENDED, PerfMachine.STANDARD));
    assertThat(lines.subList(0, lines.size() - 1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("baseline: mine in brk1, "));
  }

  /**
   * On the machine of the page of anchors. On the standard one the policy costs 5 %, which is less
   * than the throughput hangs on the seed.
   */
  @Test
  void theDowngradeIsBetterForFaultsAndWorseForContendedSmallMappings() throws IOException {
    PerfMachine machine =
        new PerfMachine(
            Optional.of("2s-40t-v4.15"), Optional.empty(), Optional.of("4.18"), List.of());
    String loads = "perf/mmap1,perf/fault-beside-80g";
    RunRecord exclusive = run("exclusive", loads, machine);
    RunRecord merged = run("merged-5.8", loads, machine);
    assertThat(lines(merged, exclusive))
        .anyMatch(line -> line.contains("fault-beside-80g, 31 threads: better"))
        .anyMatch(line -> line.contains("mmap1, 8 threads: worse"));
  }
}
