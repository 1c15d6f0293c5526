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
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;

/**
 * Compares the model, the sequential specification and the kernel that this machine runs, call by
 * call: on the shipped cases, on files of cases, and on random programs. Each difference is made
 * small and written down as a case and as a C program. Needs x86-64 Linux and a C compiler.
 */
@Mojo(name = "truth", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class TruthMojo extends CasesMojo {

  /** The strategy in the model: a class, or the id of a shipped one. */
  @Parameter(property = "mmkit.strategy", defaultValue = "gather-6.12")
  String strategy;

  /** How many random programs to play. */
  @Parameter(property = "mmkit.random", defaultValue = "0")
  String random;

  /** Number of the first of them: a long run goes on where an earlier one ended. */
  @Parameter(property = "mmkit.from", defaultValue = "0")
  String from;

  @Inject
  TruthMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  void call() throws MojoFailureException {
    int many = Whole.small("mmkit.random", random);
    int first = Whole.small("mmkit.from", from);
    if (many < 0 || first < 0 || (first > 0 && many == 0)) {
      throw new InputException(
          "mmkit.random ("
              + many
              + ") says how many random programs to play, and mmkit.from ("
              + first
              + ") the number of the first of them: neither may be negative, and mmkit.from needs"
              + " mmkit.random.");
    }
    HostUse use = HostUse.compares(many, first);
    JudgeRequest.Goal goal = JudgeRequest.Goal.host(use);
    JudgeRequest asked = asked(List.of("truth"), selection(true), search(), goal);
    new TruthCall(getLog()).run(Requests.of(this, List.of(strategy), asked));
  }
}
