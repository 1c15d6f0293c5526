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
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.SchedInput;
import org.mmkit.suite.JudgeRequest;

/**
 * Follows the schedule of a {@code .sched} file again, shows the run, and says whether the same
 * rule is broken, or where the run left the schedule. Compiles the project first.
 */
@Mojo(name = "replay", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class ReplayMojo extends JudgingMojo {

  /** The file, or its name in the folder {@code sched} of the results. */
  @Parameter(property = "mmkit.sched")
  @Nullable File sched;

  /** A class, or the id of a shipped strategy. Default: the one that the file names. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /**
   * Whether to wait for a debugger and to halt right before the failing step: {@code true}, or the
   * port to wait at.
   */
  @Parameter(property = "mmkit.debug", defaultValue = "false")
  String debug;

  @Inject
  ReplayMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  void call() throws MojoFailureException {
    SchedInput input = SchedInput.named(sched, outputDirectory);
    JudgeRequest.Goal goal = JudgeRequest.Goal.replay(input.file(), DebugPort.of(debug));
    JudgeRequest.Search search = new JudgeRequest.Search(Whole.number("mmkit.seed", seed));
    JudgeRequest asked = asked(List.of("replay"), JudgeRequest.Selection.WHOLE, search, goal);
    String named = strategy == null || strategy.isBlank() ? input.strategy() : strategy;
    new ReplayCall(getLog()).run(Requests.of(this, List.of(named), asked));
  }
}
