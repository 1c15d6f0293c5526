// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.nio.file.Path;
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
import org.mmkit.plugin.report.LastFailure;
import org.mmkit.plugin.run.SchedInput;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;

/**
 * Repeats what failed in the last run: follows its schedule again, or runs its case again, with the
 * classes as they are now. The results of that run stay. Compiles the project first.
 */
@Mojo(name = "again", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class AgainMojo extends CasesMojo {

  /** A class, or the id of a shipped strategy. Default: the one that failed. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /**
   * Whether to wait for a debugger and to halt right before the failing step: {@code true}, or the
   * port to wait at. Only where the failure has a schedule.
   */
  @Parameter(property = "mmkit.debug", defaultValue = "false")
  String debug;

  @Inject
  AgainMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  void call() throws MojoFailureException {
    Path results = outputDirectory.toPath();
    LastFailure failure = LastFailure.in(results, new CaseGlob(caseGlob));
    getLog().info("mmkit: " + failure.command());
    boolean named = Requests.isNamed(strategy);
    if (failure.sched().isPresent()) {
      SchedInput input = SchedInput.read(Path.of(failure.sched().get()), results);
      JudgeRequest.Goal goal = JudgeRequest.Goal.replay(input.file(), DebugPort.of(debug));
      JudgeRequest asked = asked(List.of("replay"), JudgeRequest.Selection.WHOLE, search(), goal);
      List<String> whom = List.of(named ? String.valueOf(strategy) : input.strategy());
      new ReplayCall(getLog()).run(Requests.of(this, whom, asked));
      return;
    }
    JudgeRequest.Search search = new JudgeRequest.Search(failure.seed(), Requests.budget(budget));
    JudgeRequest asked =
        asked(
            List.of(failure.stage()),
            selection(true).withGlob(failure.caseName()),
            search,
            JudgeRequest.Goal.NONE);
    List<String> whom = List.of(named ? String.valueOf(strategy) : failure.strategy());
    new AgainCall(getLog()).run(Requests.of(this, whom, asked));
  }
}
