// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * What is to be mended first of what failed in the last run whose results are there.
 *
 * @param strategy that failed, as a command names it
 * @param command that repeats it
 * @param sched the file of its schedule, if it has one
 * @param caseName {@code stage/id} of the case
 * @param seed of the run
 */
public record LastFailure(
    String strategy, String command, Optional<String> sched, String caseName, long seed) {
  private static final Pattern SCHED = Pattern.compile("mvn mmkit:replay -Dmmkit\\.sched=(\\S+)");
  private static final Pattern CASE =
      Pattern.compile(
          "mvn mmkit:verify -Dmmkit\\.strategy=(\\S+) -Dmmkit\\.case=(\\S+)"
              + " -Dmmkit\\.seed=(-?\\d+)");

  /**
   * Looks it up.
   *
   * @param folder of the results
   * @param glob which of the failing cases may be meant
   * @throws InputException if there are no results, if nothing failed, or if it takes another goal
   *     to repeat it
   */
  public static LastFailure in(Path folder, CaseGlob glob) {
    RunRecord run = read(folder.resolve(ResultFiles.RUN));
    boolean some = false;
    for (StrategyRecord strategy : run.strategies()) {
      some |= strategy.verdict() != Verdict.PASS;
      List<CauseCard> cards =
          strategy.verdict() == Verdict.PASS
              ? List.of()
              : new CauseReport(only(strategy, glob), run.seed(), Sources.none()).cards();
      if (!cards.isEmpty()) {
        return of(strategy, cards.get(0).replay());
      }
    }
    throw new InputException(
        some
            ? "No case that failed in the last run fits mmkit.case=" + glob.text() + "."
            : "Nothing failed in the last run, whose results are in " + folder + ".");
  }

  private static RunRecord read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "There is no failure to repeat, because there is no "
              + file
              + ": run mmkit:verify or mmkit:explore first. Goals that are refused remove it.");
    }
    try {
      return RunRecord.fromJson(PlainFile.text(file, PlainFile.RESULT_BYTES_MAX));
    } catch (IOException | JsonException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /** The strategy with those of its cases that may be meant. */
  private static StrategyRecord only(StrategyRecord strategy, CaseGlob glob) {
    List<StageRecord> stages =
        strategy.stages().stream()
            .map(
                stage ->
                    new StageRecord(
                        stage.id(),
                        stage.cases().stream()
                            .filter(one -> glob.matches(stage.id() + "/" + one.id()))
                            .toList(),
                        stage.basis()))
            .toList();
    return new StrategyRecord(
        strategy.id(), strategy.source(), strategy.verdict(), stages, strategy.measures());
  }

  private static LastFailure of(StrategyRecord strategy, String command) {
    Matcher sched = SCHED.matcher(command);
    if (sched.matches()) {
      return new LastFailure(strategy.id(), command, Optional.of(sched.group(1)), "", 0);
    }
    Matcher one = CASE.matcher(command);
    if (one.matches()) {
      long seed = Long.parseLong(one.group(3));
      return new LastFailure(one.group(1), command, Optional.empty(), one.group(2), seed);
    }
    throw new InputException("The last failure is repeated by another goal: " + command);
  }

  /** The stage of the case. */
  public String stage() {
    return caseName.substring(0, caseName.indexOf('/'));
  }
}
