// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.report.ProgressLog;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Results;
import org.mmkit.plugin.run.SchedInput;
import org.mmkit.plugin.run.Verification;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * A judged JVM that answers one question; the results of the last {@code verify} stay as they are.
 *
 * @param strategy the strategy that it was about
 * @param cases with the answers
 * @param measures of all stages, by their names
 */
record GoalRun(String strategy, List<CaseRecord> cases, SortedMap<String, Long> measures) {

  /** Asks; schedules that are found are kept. */
  static GoalRun of(VerifyRequest request, Log log) {
    return of(request, log, SchedInput.FOLDER, VerifyOutcome::files, (name, content) -> {});
  }

  /**
   * Asks; whatever is found is kept as soon as it is found.
   *
   * @param folder of the files that are found, within that of the results
   */
  static GoalRun of(VerifyRequest request, Log log, String folder) {
    KeptFiles kept = new KeptFiles(request.outputDirectory().resolve(folder));
    return of(request, log, folder, VerifyOutcome::files, kept::keep);
  }

  /**
   * Asks; the results become files as those of {@code verify} do, but in a folder of their own.
   *
   * @param folder within that of the results
   */
  static GoalRun reported(VerifyRequest request, Log log, String folder) {
    ResultFiles.clear(request.outputDirectory(), folder);
    return of(
        request, log, folder, outcome -> Results.files(request, outcome), (name, content) -> {});
  }

  private static GoalRun of(
      VerifyRequest request,
      Log log,
      String folder,
      Function<VerifyOutcome, Map<String, String>> content,
      BiConsumer<String, String> keeper) {
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      ProgressLog progress = ProgressLog.quiet(log::info, log::warn);
      progress.keepBy(keeper);
      VerifyOutcome outcome = new Verification(request, progress, files.scratch()).run();
      files.add(folder, content.apply(outcome));
      StrategyRecord record = outcome.run().strategies().get(0);
      List<CaseRecord> cases =
          record.stages().stream().flatMap(stage -> stage.cases().stream()).toList();
      SortedMap<String, Long> measures = new TreeMap<>();
      record.measures().values().forEach(measures::putAll);
      return new GoalRun(record.id(), cases, measures);
    }
  }

  CaseRecord lastCase() {
    return cases.get(cases.size() - 1);
  }
}
