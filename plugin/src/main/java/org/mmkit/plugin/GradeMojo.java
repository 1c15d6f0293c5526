// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Take;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;

/**
 * Grades a folder of submissions by this project's parameters: takes the sources of each and
 * nothing else, compiles and judges them apart from the others, and writes a table. A submission
 * that was judged before on the same terms is not judged again. The results are in the folder
 * {@code grade} of those of the project.
 */
@Mojo(name = "grade", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class GradeMojo extends CasesMojo {
  /** A folder with a folder for each submission. */
  @Parameter(property = "mmkit.submissions")
  @Nullable File submissions;

  /** The folder within each submission that counts, such as that of a rung. Default: all of it. */
  @Parameter(property = "mmkit.folder")
  @Nullable String folder;

  /**
   * What is taken of each: {@code sources}; {@code classes} that were compiled elsewhere; or {@code
   * schedules}, one for each, which attack the strategy of this project and are compared.
   */
  @Parameter(property = "mmkit.take", defaultValue = "sources")
  String take;

  /**
   * Whose variant of the scenario {@code mmkit.case} each schedule attacks: {@code none}, or that
   * of the student whose id is the name of the {@code folder}, or in the roster {@code id} or
   * {@code login}.
   */
  @Parameter(property = "mmkit.variants", defaultValue = "none")
  String variants;

  /** The release of Java that sources are compiled for. */
  @Parameter(property = "mmkit.release", defaultValue = "17")
  int release;

  /** A CSV file that says who handed in which folder. */
  @Parameter(property = "mmkit.roster")
  @Nullable File roster;

  /**
   * Which part of the submissions to grade, such as {@code 3/16}; {@code mmkit:merge} folds them.
   */
  @Parameter(property = "mmkit.shard")
  @Nullable String shard;

  /** The class to judge. Default: the one strategy that each submission has. */
  @Parameter(property = "mmkit.strategy")
  @Nullable String strategy;

  /** The stages to run. */
  @Parameter(property = "mmkit.stages", defaultValue = "conformance,race,explore,fuzz,hold,perf")
  List<String> stages;

  /** The cases that an assignment judges, where mmkit.case names none: patterns like its own. */
  @Parameter(property = "mmkit.suite", defaultValue = "*")
  String suite;

  /** What stage hold may measure at most, such as {@code exclusive_hold<=20us}; beyond fails. */
  @Parameter(property = "mmkit.limits")
  @Nullable List<String> limits;

  /** Which loads stage perf measures: {@code none}, {@code smoke}, {@code small}, {@code whole}. */
  @Parameter(property = "mmkit.perf")
  @Nullable String perf;

  /** Files of loads, or folders of {@code *.loads}, in place of the shipped ones. */
  @Parameter(property = "mmkit.loads")
  @Nullable List<File> loads;

  /** A rubric: what points are given for. Without one there are verdicts alone. */
  @Parameter(property = "mmkit.rubric")
  @Nullable File rubric;

  @Inject
  GradeMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  void call() throws MojoFailureException {
    File handedIn = Needed.submissions(submissions);
    Take taken = Take.parse(take);
    JudgeRequest.Perf measured = PerfRequests.perf(perf, PerfGrid.SMOKE, loads);
    Rubric points = PerfRequests.rubric(rubric, measured);
    JudgeRequest asked = Assignment.asked(this, taken, measured, points);
    points.requireStages(asked.stages());
    new GradeCall(getLog(), points, GradeCall.roster(roster))
        .grade(
            Requests.of(this, strategy == null ? List.of() : List.of(strategy), asked),
            handedIn.toPath(),
            Assignment.work(this, taken));
  }
}
