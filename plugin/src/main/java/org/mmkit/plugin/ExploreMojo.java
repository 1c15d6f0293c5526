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
 * Searches the schedules of small concurrent scenarios for one that breaks a rule, and says how far
 * the search reached. What it finds it shows as a diagram, and keeps as a file that {@code
 * mmkit:replay} follows again. Compiles the project first.
 */
@Mojo(name = "explore", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class ExploreMojo extends SearchMojo {

  /** Classes, or ids of shipped strategies. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable List<String> strategies;

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
    JudgeRequest asked =
        asked(List.of("explore"), selection(true), search(), JudgeRequest.Goal.NONE);
    new VerifyCall(getLog(), session)
        .sharing(Sharing.of(this, false))
        .run(Requests.of(this, strategies, asked));
  }
}
