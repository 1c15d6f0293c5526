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
 * Searches the schedules of small concurrent scenarios for one that breaks a rule, and says how far
 * the search reached. What it finds it shows as a diagram, and keeps as a file that {@code
 * mmkit:replay} follows again. Compiles the project first.
 */
@Mojo(name = "explore", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class ExploreMojo extends JudgingMojo {

  /** Classes, or ids of shipped strategies. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  List<String> strategies;

  /** Bugs of the past that are switched on in the kernel beside the strategy, by their ids. */
  @Parameter(property = "mmkit.defect")
  List<String> defects;

  /** Files of scenarios of one's own, or folders of files whose names end in {@code .cases}. */
  @Parameter(property = "mmkit.cases")
  List<File> cases;

  /** Which scenarios to search: patterns, with commas between them. */
  @Parameter(property = "mmkit.case", defaultValue = "*")
  String caseGlob;

  /**
   * Schedules that are tried at random for each scenario, beside all those with few preemptions.
   */
  @Parameter(property = "mmkit.budget")
  Integer budget;

  @Inject
  ExploreMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return !Requests.trimmed(strategies).isEmpty();
  }

  @Override
  void call() throws MojoFailureException {
    new VerifyCall(getLog(), session).run(Requests.from(this));
  }
}
