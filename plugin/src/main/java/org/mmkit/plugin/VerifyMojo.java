// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.JudgeRequest;

/**
 * Judges ways to unmap: the student's, or shipped ones. Compiles the project first. The results are
 * {@code run.json}, JUnit XML and {@code report.html}.
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class VerifyMojo extends CasesMojo {

  /** Classes, or ids of shipped strategies. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable List<String> strategies;

  /** The stages to run. */
  @Parameter(property = "mmkit.stages", defaultValue = "conformance,race,explore,hold")
  List<String> stages;

  /**
   * Whether a shipped strategy has to show exactly its known defects, as far as the stages can
   * reach them.
   */
  @Parameter(property = "mmkit.expectKnown", defaultValue = "false")
  boolean expectKnown;

  @Inject
  VerifyMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return !Requests.trimmed(strategies).isEmpty();
  }

  @Override
  JudgeRequest.Search search() {
    return new JudgeRequest.Search(seed, Requests.budget(budget));
  }

  @Override
  void call() throws MojoFailureException {
    JudgeRequest asked =
        asked(Requests.trimmed(stages), selection(false), search(), JudgeRequest.Goal.NONE);
    new VerifyCall(getLog(), session).run(Requests.of(this, strategies, asked, expectKnown));
  }
}
