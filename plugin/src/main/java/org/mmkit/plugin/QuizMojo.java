// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
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
import org.mmkit.plugin.report.QuizHtml;
import org.mmkit.plugin.run.HandedIn;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;

/**
 * Makes questions about schedules for a student, as text and as a page, or checks the answers. The
 * right answers stand in no file: they are worked out from the seed each time. Compiles the project
 * first.
 */
@Mojo(name = "quiz", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class QuizMojo extends CasesMojo {
  private static final int QUESTIONS_MAX = 60;

  /** The strategy whose runs are asked about. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /** The id of a student, who gets questions of their own. Default: the same ones for all. */
  @Parameter(property = "mmkit.student", defaultValue = "")
  @Nullable String student;

  /** How many questions. */
  @Parameter(property = "mmkit.questions", defaultValue = "8")
  String questions;

  /** Answers to check. Default: none; then the questions are handed out. */
  @Parameter(property = "mmkit.answers")
  @Nullable File answers;

  @Inject
  QuizMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean namesStrategy() {
    return Requests.isNamed(strategy);
  }

  @Override
  boolean replacesResults() {
    return answers != null;
  }

  @Override
  void call() throws MojoFailureException {
    int count = Whole.small("mmkit.questions", questions);
    if (count < 1 || count > QUESTIONS_MAX) {
      throw new InputException(
          "mmkit.questions=" + questions + " is no number from 1 to " + QUESTIONS_MAX + ".");
    }
    Optional<CaseFile> sheet =
        Optional.ofNullable(answers).map(file -> HandedIn.answers(file.toPath()));
    Exercise exercise = Exercise.quiz(Requests.word(student), new Exercise.Quiz(count, sheet));
    JudgeRequest asked =
        asked(
            List.of("quiz"),
            selection(false),
            search(),
            JudgeRequest.Goal.exercise(Optional.empty(), exercise));
    VerifyRequest request = Requests.of(this, Requests.one(strategy), asked);
    ExerciseCall call =
        new ExerciseCall(getLog(), session.getCurrentProject().getCompileSourceRoots(), "quiz");
    if (sheet.isPresent()) {
      call.judge(request, sheet.get().name());
    } else {
      String page = QuizHtml.write(call.handOut(request));
      String name = Requests.word(student).replaceAll("[^A-Za-z0-9._-]", "_");
      new KeptFiles(request.outputDirectory().resolve("quiz"))
          .keep("quiz-" + (name.isEmpty() ? "all" : name) + ".html", page);
    }
  }
}
