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
 * Compares all that can come of each scenario with one strategy and with another, as far as few
 * preemptions show it, and shows the shortest schedule that tells them apart. Compiles the project
 * first.
 */
@Mojo(
    name = "distinguish",
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class DistinguishMojo extends CasesMojo {

  /** A class, or the id of a shipped strategy. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /** The strategy to compare with: a class, or the id of a shipped one. */
  @Parameter(property = "mmkit.other")
  @Nullable String other;

  @Inject
  DistinguishMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return Requests.isNamed(strategy);
  }

  @Override
  void call() throws MojoFailureException {
    JudgeRequest.Goal goal =
        JudgeRequest.Goal.distinguish(
            Needed.parameter(other, "mmkit.other", "a strategy to compare with", "merged-5.8")
                .trim());
    JudgeRequest asked = asked(List.of("distinguish"), selection(true), search(), goal);
    new DistinguishCall(getLog())
        .run(Requests.of(this, strategy == null ? List.of() : List.of(strategy), asked));
  }
}
