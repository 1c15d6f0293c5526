// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.run.Judge;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Says why a strategy did not pass: a sentence for each stage, the shortest failing sequence found
 * there, and the command that shows it again.
 */
public final class Explanation {
  private final StrategyRecord strategy;
  private final long seed;

  /**
   * @param seed of the run
   */
  public Explanation(StrategyRecord strategy, long seed) {
    this.strategy = strategy;
    this.seed = seed;
  }

  /**
   * Why one stage did not pass.
   *
   * @param sequence the shortest failing sequence; may be empty
   * @param replay the command that shows it again
   */
  public record StageFailure(String stage, String sentence, String sequence, String replay) {}

  /** The stages that did not pass. */
  public List<StageFailure> failures() {
    List<StageFailure> failures = new ArrayList<>();
    strategy.stages().forEach(stage -> failure(stage).ifPresent(failures::add));
    return failures;
  }

  /** All of it as lines for a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StageFailure failure : failures()) {
      lines.add(strategy.id() + ": " + failure.sentence());
      failure.sequence().lines().forEach(line -> lines.add("    " + line));
      lines.add("    replay: " + failure.replay());
    }
    return lines;
  }

  private Optional<StageFailure> failure(StageRecord stage) {
    List<CaseRecord> bad = stage.cases().stream().filter(Explanation::isBad).toList();
    if (bad.isEmpty()) {
      return stage.saysNothing() ? Optional.of(nothingTried(stage)) : Optional.empty();
    }
    CaseRecord shown = shortest(bad);
    String name = stage.id() + "/" + shown.id();
    CaseText text = new CaseText(shown);
    String sentence;
    if (stage.id().equals(Judge.START)) {
      sentence = "could not be judged. " + shown.headline();
    } else if (shown.status() == CaseStatus.BROKEN) {
      sentence = "stage " + stage.id() + " is broken at " + shown.id() + ": " + shown.headline();
    } else {
      sentence =
          "stage "
              + stage.id()
              + " failed "
              + bad.size()
              + " of "
              + stage.cases().size()
              + " cases, such as "
              + shown.id()
              + ": "
              + text.headline();
    }
    return Optional.of(
        new StageFailure(
            stage.id(), sentence, String.join("\n", text.lines()), replay(name, text)));
  }

  /** Nothing was judged, so that this is no pass. */
  private StageFailure nothingTried(StageRecord stage) {
    CaseRecord first = stage.cases().get(0);
    String sentence =
        "stage "
            + stage.id()
            + " skipped all of its "
            + stage.cases().size()
            + " cases, such as "
            + first.id()
            + ": "
            + first.headline();
    String name = stage.id() + "/" + first.id();
    return new StageFailure(stage.id(), sentence, "", replay(name, new CaseText(first)));
  }

  private static boolean isBad(CaseRecord record) {
    return record.status() == CaseStatus.BROKEN || record.failsTheStrategy();
  }

  /** A broken case hides what follows it, so it comes first; then the one with the fewest lines. */
  private static CaseRecord shortest(List<CaseRecord> bad) {
    Comparator<CaseRecord> brokenFirst = Comparator.comparing(c -> c.status() != CaseStatus.BROKEN);
    Comparator<CaseRecord> withSequence = Comparator.comparing(c -> lines(c) == 0);
    return bad.stream()
        .min(brokenFirst.thenComparing(withSequence).thenComparing(Explanation::lines))
        .orElseThrow();
  }

  private static int lines(CaseRecord record) {
    return new CaseText(record).lines().size();
  }

  private String replay(String name, CaseText text) {
    String all = "mvn mmkit:verify -Dmmkit.strategy=" + strategy.id();
    if (name.startsWith("attack/")) {
      return "mvn mmkit:attack -Dmmkit.sched=" + strategy.id();
    } else if (name.startsWith("quiz/")) {
      return "mvn mmkit:quiz -Dmmkit.answers=" + strategy.id();
    }
    return name.startsWith(Judge.START + "/")
        ? all
        : text.replay().orElse(all + " -Dmmkit.case=" + name + " -Dmmkit.seed=" + seed);
  }
}
