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
import org.mmkit.suite.JudgeRequest;

/**
 * Makes the experiment of the 2018 series on the kernel that this machine runs: how long munmap,
 * MAP_FIXED, brk and mremap hold mmap_lock, what a second thread waits, and what the model says of
 * the strategy. As root by tracepoints; without root by timing alone. Needs x86-64 Linux, a C
 * compiler and 1 GiB of free memory; about a minute. The report is in folder {@code host} of the
 * results.
 */
@Mojo(name = "host", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class HostMojo extends JudgingMojo {

  /** The strategy in the model: a class, or the id of a shipped one. */
  @Parameter(property = "mmkit.strategy", defaultValue = "gather-6.12")
  String strategy;

  /**
   * The machine of the model: the name of a shipped profile, or a file whose name ends in {@code
   * .profile}, such as {@code calibrate} writes.
   */
  @Parameter(property = "mmkit.profile", defaultValue = "zen4-2vcpu-6.18")
  String profile;

  @Inject
  HostMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  void call() throws MojoFailureException {
    JudgeRequest asked =
        asked(
                List.of("host"),
                JudgeRequest.Selection.WHOLE,
                new JudgeRequest.Search(Whole.number("mmkit.seed", seed)),
                JudgeRequest.Goal.NONE)
            .withPerf(JudgeRequest.Perf.SMOKE.on(PerfRequests.machine(profile, null, null)));
    new HostCall(getLog()).run(Requests.of(this, List.of(strategy), asked));
  }
}
