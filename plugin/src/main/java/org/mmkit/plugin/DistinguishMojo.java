// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Compares all that can come of each scenario with one strategy and with another, as far as few
 * preemptions show it, and shows the shortest schedule that tells them apart. Compiles the project
 * first.
 */
@Mojo(
    name = "distinguish",
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class DistinguishMojo extends JudgingMojo {

  /** A class, or the id of a shipped strategy. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  String strategy;

  /** The strategy to compare with: a class, or the id of a shipped one. */
  @Parameter(property = "mmkit.other", required = true)
  String other;

  /** Bugs of the past that are switched on in the kernel beside both, by their ids. */
  @Parameter(property = "mmkit.defect")
  List<String> defects;

  /** Files of scenarios of one's own, or folders of files whose names end in {@code .cases}. */
  @Parameter(property = "mmkit.cases")
  List<File> cases;

  /** Which scenarios to compare in: patterns, with commas between them. */
  @Parameter(property = "mmkit.case", defaultValue = "*")
  String caseGlob;

  /** Schedules for each scenario and strategy, after which the search gives up. */
  @Parameter(property = "mmkit.budget")
  Integer budget;

  @Inject
  DistinguishMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return strategy != null && !strategy.isBlank();
  }

  @Override
  void call() throws MojoFailureException {
    new DistinguishCall(getLog()).run(Requests.from(this));
  }
}
