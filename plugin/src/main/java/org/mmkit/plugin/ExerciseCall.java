// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.ProgressLog;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Results;
import org.mmkit.plugin.report.Sources;
import org.mmkit.plugin.run.HandedIn;
import org.mmkit.plugin.run.Verification;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;

/** Hands exercises out, and judges what is handed in: it stands in the place of a strategy. */
final class ExerciseCall {
  private final Log log;
  private final String folder;
  private final Sources sources;

  /**
   * @param roots folders of the strategy's sources, of which the report shows lines
   * @param folder of the files that are written, within that of the results
   */
  ExerciseCall(Log log, List<String> roots, String folder) {
    this.sources = new Sources(roots.stream().map(Path::of).toList());
    this.log = log;
    this.folder = folder;
  }

  /**
   * Hands something out; the results of before stay.
   *
   * @return its text
   */
  String handOut(VerifyRequest request) throws MojoFailureException {
    CaseRecord made = GoalRun.of(request, log, folder).lastCase();
    made.message().lines().forEach(log::info);
    log.info("mmkit: files in " + request.outputDirectory().resolve(folder));
    if (made.status() != CaseStatus.PASS) {
      throw new MojoFailureException(made.headline());
    }
    return made.message();
  }

  /**
   * Judges.
   *
   * @param file the name of what was handed in
   * @throws MojoFailureException if an answer is no, or the strategy broke
   */
  void judge(VerifyRequest request, String file) throws MojoFailureException {
    VerifyOutcome outcome;
    StrategyRecord attacked;
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      ProgressLog progress = ProgressLog.quiet(log::info, log::warn);
      progress.keepBy(new KeptFiles(request.outputDirectory().resolve(folder))::keep);
      VerifyOutcome found = new Verification(request, progress, files.scratch()).run();
      attacked = found.run().strategies().get(0);
      outcome = found.with(HandedIn.named(found.run(), file));
      files.add(folder, outcome.files());
      files.publish(Results.files(request, outcome, sources, Beside.NOTHING));
    }
    log.info(file + ", on " + attacked.id());
    List<String> failures = new ArrayList<>();
    for (CaseRecord one : attacked.stages().stream().flatMap(s -> s.cases().stream()).toList()) {
      log.info(String.format("  %-8s %-4s %s", one.id(), word(one.status()), one.headline()));
      one.details().lines().forEach(line -> log.info("    " + line));
      if (one.status() == CaseStatus.BROKEN
          || one.status() == CaseStatus.FAIL && request.answer().failOnViolation()) {
        failures.add(file + ", " + one.id() + ": " + one.headline());
      }
    }
    if (!failures.isEmpty()) {
      throw new MojoFailureException(String.join(System.lineSeparator(), failures));
    }
  }

  private static String word(CaseStatus status) {
    return switch (status) {
      case PASS -> "yes";
      case FAIL -> "no";
      case SKIP -> "-";
      case BROKEN -> "?";
    };
  }
}
