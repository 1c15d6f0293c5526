// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mmkit.plugin.perf.PerfReport;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

/**
 * What the page shows, in the words and numbers in which it shows it: a function of the results
 * alone.
 *
 * @param summary one line on all verdicts
 * @param stages names of the stages, the columns of the verdict table
 * @param measures the main measures of stage hold
 * @param sizes its other measures
 * @param notes on measures
 * @param perf what stage perf measured
 * @param host what the running kernel showed, where it was asked
 * @param remarks on the student's classes, as sentences
 * @param first what to mend first
 * @param certificates how far searches reached that found nothing
 * @param beside points, and how the run stands to another one
 * @param data for the page's script, as JSON without markup
 */
public record ReportModel(
    long seed,
    String summary,
    List<String> stages,
    List<Row> rows,
    HoldChart holdChart,
    MeasureTable measures,
    MeasureTable sizes,
    List<String> notes,
    List<LockChart> lockCharts,
    PerfReport perf,
    Optional<HostTable> host,
    List<String> remarks,
    Optional<CauseCard> first,
    List<String> certificates,
    Beside beside,
    String data) {

  /**
   * One strategy.
   *
   * @param verdict PASS, FAIL or BROKEN
   * @param counts for each stage; all zero where it did not run
   * @param held how long it held mmap_sem exclusively, for people; empty if nobody measured
   * @param rules names of the rules that it broke, in brackets those that do not fail it
   */
  public record Row(
      String id,
      String source,
      String verdict,
      List<Counts> counts,
      String held,
      List<String> rules,
      CauseReport causes,
      List<FindingRecord> findings,
      List<Group> skipped,
      List<CaseRecord> disagreements) {}

  /**
   * The cases of a stage by how they ended.
   *
   * @param disagreeing of those that only count as a rate; not among the failed here
   * @param notJudged which did not run, and why, as a sentence; empty if all did
   */
  public record Counts(int passed, int failed, int skipped, int disagreeing, String notJudged) {}

  /** Cases that were skipped for one reason. */
  public record Group(String reason, List<String> cases) {}

  /** Makes the page's content. */
  static ReportModel of(
      RunRecord run, Timeline timeline, List<String> remarks, Sources sources, Beside beside) {
    Set<String> stages = new LinkedHashSet<>();
    run.strategies().forEach(s -> s.stages().forEach(stage -> stages.add(stage.id())));
    List<String> stageNames = List.copyOf(stages);
    List<Row> rows =
        run.strategies().stream().map(s -> row(s, run.seed(), stageNames, sources)).toList();
    PageData data = new PageData(sources);
    rows.forEach(row -> row.causes().cards().forEach(data::add));
    Optional<HostTable> host = HostTable.of(run);
    return new ReportModel(
        run.seed(),
        summary(run),
        stageNames,
        rows,
        HoldChart.of(run),
        MeasureTable.main(run),
        MeasureTable.others(run),
        MeasureTable.notes(run),
        LockChart.of(timeline),
        PerfReport.of(run),
        host,
        remarks,
        rows.stream().flatMap(row -> row.causes().cards().stream()).findFirst(),
        host.isPresent() ? List.of() : new Certificates(run).lines(),
        beside,
        data.json());
  }

  /** The verdict over all: that of the one strategy, or the worst. */
  public String verdict() {
    for (Verdict verdict : List.of(Verdict.BROKEN, Verdict.FAIL)) {
      if (rows.stream().anyMatch(row -> row.verdict().equals(verdict.name()))) {
        return verdict.name();
      }
    }
    return Verdict.PASS.name();
  }

  /** Whether the run ended at its first causes, so that cases were left. */
  public boolean wasCutOff() {
    return rows.stream()
        .flatMap(row -> row.counts().stream())
        .anyMatch(counts -> !counts.notJudged().isEmpty());
  }

  /** Whether the run of some cause was recorded, so that there is a file of it for Perfetto. */
  public boolean hasTraces() {
    return rows.stream()
        .flatMap(row -> row.causes().cards().stream())
        .anyMatch(card -> card.evidence().filter(e -> e.moments().size() > 1).isPresent());
  }

  /** The script, as it stands on the page. */
  public String script() {
    return Words.resource("report.js");
  }

  /** What allows the script, and nothing else, to run. */
  public String scriptHash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script().getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** How many strategies have a verdict. */
  public int count(String verdict) {
    return (int) rows.stream().filter(row -> row.verdict().equals(verdict)).count();
  }

  private static String summary(RunRecord run) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = run.strategies().stream().filter(s -> s.verdict() == verdict).count();
      if (count > 0) {
        parts.add(count + " " + verdict);
      }
    }
    int all = run.strategies().size();
    return all + (all == 1 ? " strategy: " : " strategies: ") + String.join(", ", parts);
  }

  private static Row row(StrategyRecord strategy, long seed, List<String> stages, Sources sources) {
    return new Row(
        strategy.id(),
        strategy.source(),
        strategy.verdict().name(),
        stages.stream().map(stage -> counts(strategy, stage)).toList(),
        HoldChart.held(strategy),
        BrokenRules.of(strategy),
        new CauseReport(strategy, seed, sources),
        strategy.findings(),
        skipped(strategy),
        disagreements(strategy));
  }

  private static Counts counts(StrategyRecord strategy, String stage) {
    return strategy.stages().stream()
        .filter(s -> s.id().equals(stage))
        .findFirst()
        .map(
            s ->
                new Counts(
                    s.passed(),
                    s.failed() - s.disagreeing(),
                    s.skipped(),
                    s.disagreeing(),
                    s.notJudged().orElse("")))
        .orElse(new Counts(0, 0, 0, 0, ""));
  }

  private static List<Group> skipped(StrategyRecord strategy) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (StageRecord stage : strategy.stages()) {
      stage.cases().stream()
          .filter(c -> c.status() == CaseStatus.SKIP)
          .forEach(c -> byReason.computeIfAbsent(c.headline(), r -> new ArrayList<>()).add(c.id()));
    }
    return byReason.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  private static List<CaseRecord> disagreements(StrategyRecord strategy) {
    return strategy.stages().stream()
        .flatMap(s -> s.cases().stream())
        .filter(c -> c.status() == CaseStatus.FAIL && !c.failsTheStrategy())
        .toList();
  }
}
