// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
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
public final class ScoreMojo extends AbstractMojo {

  /** The rubric: what points are given for. */
  @Parameter(property = "mmkit.rubric", required = true)
  File rubric;

  /** Days that the work is late. */
  @Parameter(property = "mmkit.daysLate", defaultValue = "0")
  String daysLate;

  /** Where the results are. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  File outputDirectory;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  PluginDescriptor plugin;

  @Override
  public void execute() throws MojoFailureException {
    Optional<String> refusal =
        KnownParameters.of(plugin)
            .refusal(session.getUserProperties().stringPropertyNames(), session.getGoals());
    if (refusal.isPresent()) {
      throw new MojoFailureException(refusal.get());
    }
    Path folder = outputDirectory.toPath();
    try {
      new ScoreCall(
              getLog(),
              PerfRequests.rubric(rubric, JudgeRequest.Perf.SMOKE),
              Whole.small("mmkit.daysLate", daysLate))
          .run(run(folder), folder, session);
    } catch (InputException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
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
