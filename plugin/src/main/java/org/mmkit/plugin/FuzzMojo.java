// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import java.util.OptionalInt;
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
 * Makes programs of system calls at random, runs them, and compares each with the specification and
 * with {@code exclusive}, as long as it is told. Keeps those that led the model to something new in
 * a folder, from which the next run goes on. What it finds it makes small, and keeps as a file that
 * {@code mmkit:replay} runs again. Compiles the project first.
 */
@Mojo(name = "fuzz", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class FuzzMojo extends SearchMojo {
  private static final int MINUTES_MAX = 60 * 24 * 7;

  /** A class, or the id of a shipped strategy. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /** The folder of the programs that led to something new; made where there is none. */
  @Parameter(property = "mmkit.corpus", defaultValue = "${project.build.directory}/mmkit-corpus")
  File corpus;

  /** Minutes to go on; without them it ends after {@code mmkit.budget} programs. */
  @Parameter(property = "mmkit.minutes")
  @Nullable String minutes;

  @Inject
  FuzzMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return Requests.isNamed(strategy);
  }

  @Override
  void call() throws MojoFailureException {
    CorpusFolder folder = new CorpusFolder(corpus.toPath());
    Sharing sharing =
        Sharing.of(this, minutes().isPresent()).beginningWith(folder, outputDirectory.toPath());
    JudgeRequest asked =
        asked(
            List.of("fuzz"),
            sharing.begins(selection(true)),
            search(),
            JudgeRequest.Goal.lasting(minutes()));
    new VerifyCall(getLog(), session, folder)
        .sharing(sharing)
        .run(Requests.of(this, strategy == null ? List.of() : List.of(strategy), asked));
  }

  /** Where a time is given, programs are made until it ends. */
  @Override
  JudgeRequest.Search search() {
    if (minutes().isPresent() && budget == null) {
      return new JudgeRequest.Search(Whole.number("mmkit.seed", seed))
          .withBudget(Integer.MAX_VALUE);
    }
    return super.search();
  }

  private OptionalInt minutes() {
    OptionalInt given = Whole.given("mmkit.minutes", minutes);
    if (given.isPresent() && (given.getAsInt() < 1 || given.getAsInt() > MINUTES_MAX)) {
      throw new org.mmkit.plugin.run.InputException(
          "mmkit.minutes=" + minutes + " is no number of minutes from 1 to " + MINUTES_MAX + ".");
    }
    return given;
  }
}
