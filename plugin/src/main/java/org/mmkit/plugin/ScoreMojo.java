// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.record.RunRecord;

/**
 * Gives the last run its points by a rubric, without judging again, and writes them in the forms
 * that graders read.
 */
@Mojo(name = "score", requiresProject = false, threadSafe = true)
public final class ScoreMojo extends PlainMojo {

  /** The rubric: what points are given for. */
  @Parameter(property = "mmkit.rubric")
  @Nullable File rubric;

  /** Days that the work is late. */
  @Parameter(property = "mmkit.daysLate", defaultValue = "0")
  String daysLate;

  /** Where the results are. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  File outputDirectory;

  @Override
  void call() throws MojoFailureException {
    Path folder = outputDirectory.toPath();
    new ScoreCall(
            getLog(),
            PerfRequests.rubric(
                Needed.parameter(rubric, "mmkit.rubric", "a rubric", "rubric.txt"),
                JudgeRequest.Perf.SMOKE),
            Whole.small("mmkit.daysLate", daysLate))
        .run(run(folder), folder, session);
  }

  private static RunRecord run(Path folder) {
    try {
      return RunRecord.fromJson(
          PlainFile.text(folder.resolve(ResultFiles.RUN), PlainFile.RESULT_BYTES_MAX));
    } catch (IOException | JsonException e) {
      throw new InputException(
          "There is no run in "
              + folder
              + " ("
              + e.getMessage()
              + "). Run mmkit:verify first, or say where its results are (mmkit.outputDirectory).");
    }
  }
}
