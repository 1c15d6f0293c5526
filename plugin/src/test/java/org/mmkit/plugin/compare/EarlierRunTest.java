// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.perf.Comparison;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.plugin.report.Sources;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

class EarlierRunTest {
  private static final String KIT = "kit";
  private static final long SEED = 7;

  @TempDir Path folder;

  private static final CaseRecord STAYS = CaseRecord.fail("a", "P1", "a fails");
  private static final StrategyRecord BEFORE =
      strategy(
          "student.MyUnmap",
          Verdict.FAIL,
          measures(400, 1000, 50),
          STAYS,
          CaseRecord.fail("b", "P1", "b failed"),
          CaseRecord.pass("c", "P1"),
          CaseRecord.fail("d", "P1", "d failed"));
  private static final StrategyRecord NOW =
      strategy(
          "student.MyUnmap",
          Verdict.FAIL,
          measures(200, 1005, 60),
          STAYS,
          CaseRecord.pass("b", "P1"),
          CaseRecord.fail("c", "P1", "c fails"),
          CaseRecord.skip("d", "P1", "not modelled"));

  @Test
  void whatIsNewMendedAndStillThereIsToldApart() throws IOException {
    StrategyComparison one = earlier(BEFORE).with(run(NOW)).strategies().get(0);
    assertThat(one.cases().fresh()).containsExactly(new CaseChange("race/c", "c fails"));
    assertThat(one.cases().gone()).containsExactly(new CaseChange("race/b", "b failed"));
    assertThat(one.cases().still()).containsExactly(new CaseChange("race/a", "a fails"));
  }

  @Test
  void whatNobodyTriedAgainIsNotMended() throws IOException {
    StrategyComparison one = earlier(BEFORE).with(run(NOW)).strategies().get(0);
    assertThat(one.notJudged()).containsExactly(new CaseChange("race/d", "d failed"));
  }

  @Test
  void ofCostsLessIsBetterAndOnePercentIsTheSame() throws IOException {
    StrategyComparison one = earlier(BEFORE).with(run(NOW)).strategies().get(0);
    assertThat(one.measures())
        .containsExactly(
            new MeasureChange("exclusive hold", Comparison.BETTER, "400 ns", "200 ns"),
            new MeasureChange("mmap wait", Comparison.WORSE, "50 ns", "60 ns"),
            new MeasureChange("total", Comparison.SAME, "1 µs", "1.01 µs"));
    assertThat(one.measured()).isEqualTo("1 better, 1 the same, 1 worse, 0 unsure");
  }

  @Test
  void theConsoleSaysItInAFewLines() throws IOException {
    assertThat(earlier(BEFORE).with(run(NOW)).lines())
        .containsExactly(
            "baseline: student.MyUnmap: FAIL, before too; 1 new, 1 mended, 1 still failing.",
            "baseline:   new failure: race/c: c fails",
            "baseline:   mended: race/b: b failed",
            "baseline:   not judged this time: race/d: d failed",
            "baseline:   measures: 1 better, 1 the same, 1 worse, 0 unsure.");
  }

  @Test
  void theReportShowsIt() throws IOException {
    RunComparison comparison = earlier(BEFORE).with(run(NOW));
    String page =
        HtmlReport.write(
            run(NOW),
            new Timeline(new TreeMap<>()),
            List.of(),
            Sources.none(),
            new Beside(Optional.empty(), Optional.of(comparison)));
    assertThat(page)
        .contains("id=\"since\"")
        .contains("<strong>1</strong> new failure, <strong>1</strong> mended")
        .contains("<code>race/b</code> b failed")
        .contains("▲ better")
        .contains("▼ worse");
    Path kept = Files.createDirectories(folder.resolve("before")).resolve("run.json");
    Files.writeString(kept, run(BEFORE).toJson());
    assertThat(EarlierRun.read(kept, Optional.empty()).with(run(NOW)).with())
        .isEqualTo("the run before");
  }

  @Test
  void aStrategyStandsBesideAnother() throws IOException {
    StrategyRecord other = strategy("exclusive", Verdict.PASS, measures(1, 1, 1), passes());
    EarlierRun run = EarlierRun.read(file(run(other)), Optional.of("exclusive"));
    RunComparison comparison = run.with(run(NOW));
    assertThat(comparison.strategies().get(0).title())
        .isEqualTo("student.MyUnmap beside exclusive");
    assertThat(comparison.lines().get(0)).contains("FAIL, exclusive PASS; 2 new");
  }

  @Test
  void anotherVersionIsRefusedByName() throws IOException {
    EarlierRun run = earlier(BEFORE);
    run.requireSameAs(KIT, SEED, List.of());
    assertRefused(() -> run.requireSameAs("other", SEED, List.of()), "another version of mmkit");
    assertRefused(
        () -> run.requireSameAs(KIT, 8, List.of()), "has seed 7, and this run has seed 8");
    List<Provenance.Setting> budget = List.of(new Provenance.Setting("mmkit.budget", "1", "POM"));
    assertRefused(
        () -> run.requireSameAs(KIT, SEED, budget),
        "with the defaults, and this one with mmkit.budget=1");
    EarlierRun old = EarlierRun.read(file(new RunRecord(SEED, List.of(BEFORE))), Optional.empty());
    assertRefused(() -> old.requireSameAs(KIT, SEED, List.of()), "does not say which version");
  }

  @Test
  void anotherSuiteIsRefusedByItsFirstCase() throws IOException {
    StrategyRecord fewer = strategy("student.MyUnmap", Verdict.FAIL, new TreeMap<>(), STAYS);
    EarlierRun run = earlier(fewer);
    assertRefused(
        () -> run.with(run(NOW)), "is of another suite: case race/b is in this run alone");
    Since since = Since.of(Optional.of(run), run(NOW));
    assertThat(since.comparison()).isEmpty();
    assertThat(since.refusal()).isPresent();
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    assertRefused(
        () -> EarlierRun.read(folder.resolve("none.json"), Optional.empty()), "There is no file");
    Path text = Files.writeString(folder.resolve("text.json"), "{\"schema\": 1}");
    assertRefused(() -> EarlierRun.read(text, Optional.empty()), "no run.json of this version");
    Path whole = file(run(BEFORE));
    assertRefused(
        () -> EarlierRun.read(whole, Optional.of("other")),
        "has no strategy \"other\" (mmkit.baselineStrategy); it has student.MyUnmap.");
    StrategyRecord other = strategy("other", Verdict.PASS, new TreeMap<>(), passes());
    assertRefused(() -> earlier(BEFORE).with(run(other)), "has no strategy other; it has student");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("(mmkit.baseline");
  }

  private static CaseRecord[] passes() {
    return new CaseRecord[] {
      CaseRecord.pass("a", "P1"),
      CaseRecord.pass("b", "P1"),
      CaseRecord.pass("c", "P1"),
      CaseRecord.pass("d", "P1")
    };
  }

  private EarlierRun earlier(StrategyRecord strategy) throws IOException {
    return EarlierRun.read(file(run(strategy)), Optional.empty());
  }

  private Path file(RunRecord run) throws IOException {
    return Files.writeString(folder.resolve("run.json"), run.toJson());
  }

  private static RunRecord run(StrategyRecord strategy) {
    Provenance of = new Provenance("classes", KIT, "asked", List.of());
    return new RunRecord(SEED, Optional.of(of), List.of(strategy));
  }

  private static StrategyRecord strategy(
      String id,
      Verdict verdict,
      SortedMap<String, SortedMap<String, Long>> measures,
      CaseRecord... cases) {
    return new StrategyRecord(
        id, "", verdict, List.of(new StageRecord("race", List.of(cases))), measures);
  }

  private static SortedMap<String, SortedMap<String, Long>> measures(
      long hold, long total, long wait) {
    SortedMap<String, Long> of = new TreeMap<>();
    of.put("exclusive_hold_ns", hold);
    of.put("total_ns", total);
    of.put("mmap_wait_ns", wait);
    of.put("steps", 5L);
    SortedMap<String, SortedMap<String, Long>> byStage = new TreeMap<>();
    byStage.put("hold", of);
    return byStage;
  }
}
