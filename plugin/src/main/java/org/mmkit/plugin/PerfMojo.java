// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.perf.Baseline;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;

/**
 * Measures ways to unmap under loads, in virtual time: how many operations a second each load
 * reaches, and who waits for whom. Compiles the project first.
 */
@Mojo(name = "perf", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class PerfMojo extends JudgingMojo {
  /** Classes, or ids of shipped strategies. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable List<String> strategies;

  /**
   * How many points are measured: {@code smoke}, {@code small} (default: all loads, with small
   * sizes) or {@code whole}.
   */
  @Parameter(property = "mmkit.perf")
  @Nullable String perf;

  /**
   * Files of loads, or folders of files whose names end in {@code .loads}: they are measured in
   * place of the shipped ones.
   */
  @Parameter(property = "mmkit.loads")
  @Nullable List<File> loads;

  /** Which loads to measure: patterns over their ids, with commas between them. */
  @Parameter(property = "mmkit.case", defaultValue = "*")
  String caseGlob;

  /**
   * The machine: the name of a shipped profile, or a file whose name ends in {@code .profile}.
   * Default: that of the other stages.
   */
  @Parameter(property = "mmkit.profile")
  @Nullable String profile;

  /** The rule of mmap_sem, such as {@code fifo} or {@code stealing}. Default: the profile's. */
  @Parameter(property = "mmkit.policy")
  @Nullable String policy;

  /** How many tasks the loads have, such as {@code 1,8}. Default: as each load says. */
  @Parameter(property = "mmkit.tasks")
  @Nullable List<String> tasks;

  /** A {@code run.json} of before, to compare the throughput of each point with. */
  @Parameter(property = "mmkit.baseline")
  @Nullable File baseline;

  /**
   * A recorded program that is replayed in place of loads: the name of a shipped one, or the files
   * that strace and perf wrote, as in {@code my.strace,my.faults}; the faults may be missing. Names
   * that end in {@code .gz} are unpacked.
   */
  @Parameter(property = "mmkit.recording")
  @Nullable List<String> recording;

  /**
   * Formats in which each point is told in full, in folder {@code traces} of the results: {@code
   * lock_stat}, {@code function_graph}, {@code chrome}.
   */
  @Parameter(property = "mmkit.traces")
  @Nullable List<String> traces;

  /** A rubric: how much each load counts in the score. Its points are given by other goals. */
  @Parameter(property = "mmkit.rubric")
  @Nullable File rubric;

  @Inject
  PerfMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean replacesResults() {
    return true;
  }

  @Override
  boolean namesStrategy() {
    return !Requests.trimmed(strategies).isEmpty();
  }

  @Override
  void call() throws MojoFailureException {
    JudgeRequest asked =
        asked(
                List.of("perf"),
                new JudgeRequest.Selection(new CaseGlob(caseGlob), List.of(), false),
                new JudgeRequest.Search(Whole.number("mmkit.seed", seed)),
                JudgeRequest.Goal.NONE)
            .withPerf(PerfRequests.of(this));
    Optional<Baseline> before = Optional.ofNullable(baseline).map(File::toPath).map(Baseline::read);
    new VerifyCall(getLog(), session)
        .comparingWith(before)
        .keepingTraces()
        .weighingBy(PerfRequests.rubric(rubric, asked.perf()).weights())
        .run(Requests.of(this, strategies, asked));
  }
}
