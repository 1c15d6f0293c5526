// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.run.RunPart;
import org.mmkit.suite.JudgeRequest;

/**
 * Folds what was judged apart with {@code mmkit.shard}: the parts of a class ({@code mmkit:grade})
 * into one table, or the parts of a run ({@code verify}, {@code explore}, {@code fuzz}) into its
 * results; the same as those of one run over all of it.
 */
@Mojo(name = "merge", requiresProject = false, threadSafe = true)
public final class MergeMojo extends PlainMojo {
  /** The folders that the parts were written to, in any order. */
  @Parameter(property = "mmkit.shards")
  @Nullable List<File> shards;

  /** A CSV file that says who handed in which folder. */
  @Parameter(property = "mmkit.roster")
  @Nullable File roster;

  /** A rubric: what points are given for. Without one there are verdicts alone. */
  @Parameter(property = "mmkit.rubric")
  @Nullable File rubric;

  /** The folder that gets the programs which shards of {@code mmkit:fuzz} found; made if needed. */
  @Parameter(property = "mmkit.corpus", defaultValue = "${project.build.directory}/mmkit-corpus")
  File corpus;

  /** The word that the parts of a run were asked with. */
  @Parameter(property = "mmkit.nonce")
  @Nullable String nonce;

  /** Whether a strategy that fails fails the build. One that is BROKEN always does. */
  @Parameter(property = "mmkit.failOnViolation", defaultValue = "true")
  boolean failOnViolation;

  /** Where the results go; those of a class into the folder {@code grade} within. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  File outputDirectory;

  @Override
  void call() throws MojoFailureException {
    List<File> parts =
        Needed.parameter(
            shards, "mmkit.shards", "the folders of the parts", "part-1/grade,part-2/grade");
    Rubric points = PerfRequests.rubric(rubric, JudgeRequest.Perf.SMOKE);
    if (MergeCall.areRuns(parts)) {
      RunPart all = MergeCall.sum(parts, Requests.nonce(nonce), rubric != null);
      new VerifyCall(getLog(), session, new CorpusFolder(corpus.toPath()))
          .weighingBy(points.weights())
          .givingPoints(points, 0)
          .merge(Requests.merged(this, all), all);
    } else {
      new GradeCall(getLog(), points, GradeCall.roster(roster))
          .merge(parts.stream().map(File::toPath).toList(), outputDirectory.toPath());
    }
  }
}
