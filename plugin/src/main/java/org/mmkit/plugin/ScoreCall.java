// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.mmkit.plugin.report.PointsOnPage;
import org.mmkit.plugin.report.PointsView;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.PlainFile;
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
    try (ResultFiles files = ResultFiles.open(folder)) {
      renewPage(files, folder, Optional.empty());
      Score score = Scoring.score(rubric, run, daysLate);
      renewPage(files, folder, Optional.of(ScoreView.of(score)));
      files.add(
          ScoreFiles.FOLDER,
          ScoreFiles.of(score, places(session.getCurrentProject().getBasedir())));
      GradeText.lines(score).forEach(log::info);
    }
  }

  /** A report that shows points shows those of the rubric that counts now. */
  private void renewPage(ResultFiles files, Path folder, Optional<PointsView> points) {
    Path page = folder.resolve(ResultFiles.REPORT);
    if (!Files.isRegularFile(page)) {
      points.ifPresent(p -> log.warn("mmkit: there is no " + page + " to show the points on"));
      return;
    }
    try {
      Optional<String> renewed =
          PointsOnPage.renew(PlainFile.text(page, PlainFile.RESULT_BYTES_MAX), points);
      renewed.ifPresent(text -> files.add("", Map.of(ResultFiles.REPORT, text)));
      if (renewed.isEmpty() && points.isPresent()) {
        log.warn("mmkit: " + page + " has no place for points: run mmkit:verify again");
      }
    } catch (IOException e) {
      throw new InputException(page + " cannot be read: " + e.getMessage());
    }
  }

  private static SourcePlaces places(@Nullable File base) {
    if (base == null) {
      return SourcePlaces.UNKNOWN;
    }
    Path root = base.toPath();
    return SourcePlaces.below(root, root.resolve(SOURCES));
  }
}
