// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.GradeText;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Score;
import org.mmkit.plugin.grade.ScoreFiles;
import org.mmkit.plugin.grade.ScoreView;
import org.mmkit.plugin.grade.Scoring;
import org.mmkit.plugin.grade.SourcePlaces;
import org.mmkit.plugin.report.PointsView;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.RunRecord;

/**
 * Gives a run its points, shows them, and writes them in the forms that graders read.
 *
 * @param daysLate 0 for in time
 */
record ScoreCall(Log log, Rubric rubric, int daysLate) {
  private static final String SOURCES = "src/main/java";

  /**
   * @throws InputException if several strategies are to be judged: points are given to one
   */
  void requireOne(List<String> strategies) {
    if (strategies.size() > 1) {
      throw new InputException(
          "A rubric gives points to one strategy, and mmkit.strategy names "
              + strategies.size()
              + ". Judge one at a time, or remove mmkit.rubric.");
    }
  }

  /**
   * What a report shows of the points; nothing if the rubric does not fit, as {@link #run} says.
   */
  Optional<PointsView> shown(RunRecord run) {
    try {
      return Optional.of(ScoreView.of(Scoring.score(rubric, run, daysLate)));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  /**
   * Gives the points.
   *
   * @param folder of the results
   * @param session whose project has the sources that are named, if there is one
   */
  void run(RunRecord run, Path folder, MavenSession session) {
    ResultFiles.clear(folder, ScoreFiles.FOLDER);
    Score score = Scoring.score(rubric, run, daysLate);
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.add(
          ScoreFiles.FOLDER,
          ScoreFiles.of(score, places(session.getCurrentProject().getBasedir())));
    }
    GradeText.lines(score).forEach(log::info);
  }

  private static SourcePlaces places(@Nullable File base) {
    if (base == null) {
      return SourcePlaces.UNKNOWN;
    }
    Path root = base.toPath();
    return SourcePlaces.below(root, root.resolve(SOURCES));
  }
}
