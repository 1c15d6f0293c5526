// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.HandedIn;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;

/**
 * Judges a schedule that a student hands in against a strategy: whether it is whole, fits the
 * strategy and the scenario, is followed to its end, breaks a rule, and is none of another's.
 * Passes if all answers are yes. Hands out, without a schedule, the scenario of one student.
 * Compiles the project first.
 */
@Mojo(name = "attack", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class AttackMojo extends CasesMojo {

  /**
   * The {@code .sched} file that was handed in. Default: none; then the variant of {@code
   * mmkit.student} is handed out.
   */
  @Parameter(property = "mmkit.sched")
  @Nullable File sched;

  /** The id of a student, whose variant of the scenario is meant. Default: the scenario itself. */
  @Parameter(property = "mmkit.student", defaultValue = "")
  @Nullable String student;

  /** The strategy that is attacked. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /** The code or the name of the rule that has to break. Default: any that fails a strategy. */
  @Parameter(property = "mmkit.rule", defaultValue = "")
  @Nullable String rule;

  /** A folder of the schedules of others, with which this one is compared. */
  @Parameter(property = "mmkit.others")
  @Nullable File others;

  @Inject
  AttackMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return Requests.isNamed(strategy);
  }

  @Override
  boolean replacesResults() {
    return sched != null;
  }

  @Override
  void call() throws MojoFailureException {
    Optional<Path> file = Optional.ofNullable(sched).map(File::toPath);
    Optional<CaseFile> handedIn = file.map(HandedIn::file);
    Optional<List<CaseFile>> folder =
        Optional.ofNullable(others).map(one -> HandedIn.others(one.toPath(), file));
    Exercise exercise = new Exercise(Requests.word(student), Requests.rule(rule), folder);
    JudgeRequest asked =
        asked(
            List.of("attack"),
            selection(true),
            search(),
            JudgeRequest.Goal.exercise(handedIn, exercise));
    VerifyRequest request = Requests.of(this, Requests.one(strategy), asked);
    ExerciseCall call =
        new ExerciseCall(getLog(), session.getCurrentProject().getCompileSourceRoots(), "attack");
    if (handedIn.isPresent()) {
      call.judge(request, handedIn.get().name());
    } else {
      call.handOut(request);
    }
  }
}
