// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.plugin.report.Sources;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

class PerfReportTest {
  private static final String WAIT = "T7's page fault waited 31.2 ms for T1's munmap.";

  private static RunRecord run(String... measures) {
    TreeMap<String, Long> perf = new TreeMap<>();
    for (String measure : measures) {
      String[] parts = measure.split("=");
      perf.put(parts[0], Long.parseLong(parts[1]));
    }
    StageRecord conformance =
        new StageRecord("conformance", List.of(CaseRecord.fail("X", "P1", "no")));
    StageRecord stage =
        new StageRecord(
            "perf",
            List.of(CaseRecord.pass("mmap1", "", "map and unmap\n" + WAIT)),
            Optional.of("Profile x."));
    TreeMap<String, SortedMap<String, Long>> byStage = new TreeMap<>();
    byStage.put("perf", perf);
    return new RunRecord(
        1,
        List.of(
            new StrategyRecord("mine", "", Verdict.FAIL, List.of(conformance, stage), byStage)));
  }

  private static RunRecord sample() {
    return run(
        "mmap1.threads.8.ops_per_s=900",
        "mmap1.threads.8.ops_per_s_spread=10",
        "mmap1.threads.8.exclusive_ops_per_s=1000",
        "mmap1.threads.8.exclusive_ops_per_s_spread=20",
        "mmap1.threads.8.ideal_ops_per_s=4000",
        "mmap1.threads.8.score=-76",
        "mmap1.threads.32.ops_per_s=2000",
        "mmap1.threads.32.ended_by_budget=1",
        "mmap1.threads.32.score=500",
        "mmap1.threads.8.of_exclusive_5_11_permille=990",
        "mmap1.threads.8.wait_max_ns=31200000",
        "mmap1.threads.8.fault_p50_ns=1000",
        "mmap1.threads.32.fault_p50_ns=1000",
        "mmap1.threads.32.fault_p99_ns=31000000",
        "mmap1.threads.32.exclusive_fault_p50_ns=2000",
        "mmap1.threads.32.hold_exclusive_munmap_ns=700",
        "mmap1.threads.32.hold_exclusive_mmap_ns=300",
        "mmap1.threads.32.wait_writer_munmap_ns=4000",
        "munmap-4k.threads.1.ops_per_s=10",
        "munmap-4k.threads.1.munmap_ns=1060",
        "munmap-4k.threads.1.exclusive_munmap_ns=1000",
        "munmap-80g.threads.1.ops_per_s=0",
        "munmap-80g.threads.1.munmap_ns=1050",
        "munmap-80g.threads.1.exclusive_munmap_ns=1000");
  }

  @Test
  void theTableShowsEachPointBesideItsReferences() {
    PerfTable table = PerfTable.of(sample());
    assertThat(table.strategies()).containsExactly("mine");
    assertThat(table.rows())
        .extracting(row -> row.point().load() + row.point().tasks())
        .containsExactly("mmap18", "mmap132", "munmap-4k1", "munmap-80g1");
    assertThat(table.rows().get(0).exclusive()).isEqualTo("1,000");
    assertThat(table.rows().get(0).cells())
        .containsExactly(new PerfTable.Cell("900", "worse", "-0.08", PerfTable.Ending.ENOUGH));
    assertThat(table.rows().get(1).cells())
        .containsExactly(new PerfTable.Cell("2,000", "", "0.50", PerfTable.Ending.BUDGET));
  }

  @Test
  void aScoreBelowZeroCountsAsZeroAndALoadCountsOnce() {
    RunRecord scored = PerfScore.add(sample(), new LoadWeights(new TreeMap<>()));
    assertThat(PerfScore.of(scored)).containsExactly(new PerfScore("mine", "0.25", 1));
    assertThat(PerfPoint.measures(scored.strategies().get(0)))
        .containsEntry("score", 250L)
        .containsEntry("score_loads", 1L);
    assertThat(PerfScore.of(sample())).isEmpty();
  }

  @Test
  void aLoadOfWeightZeroDoesNotCount() {
    RunRecord run =
        run(
            "a.threads.1.ops_per_s=9",
            "a.threads.1.score=1000",
            "b.threads.1.ops_per_s=9",
            "b.threads.1.score=0");
    assertThat(PerfScore.of(PerfScore.add(run, weights(Map.of("a", 3L, "b", 1L)))))
        .containsExactly(new PerfScore("mine", "0.75", 2));
    assertThat(PerfScore.of(PerfScore.add(run, weights(Map.of("a", 0L, "*", 2L)))))
        .containsExactly(new PerfScore("mine", "0.00", 1));
  }

  private static LoadWeights weights(Map<String, Long> byLoad) {
    return new LoadWeights(new TreeMap<>(byLoad));
  }

  @Test
  void eachGateHasItsSentence() {
    assertThat(PerfGates.of(sample()).gates())
        .extracting(gate -> gate.state() + " " + gate.sentence())
        .containsExactly(
            "SHUT Conformance failed in 1 case: no speed makes up for it.",
            "OPEN A munmap of 80 GiB takes 105 % of the time of exclusive; asked for is at"
                + " most 105 %.",
            "SHUT A munmap of one page, alone, takes 106 % of the time of exclusive; asked for is"
                + " at most 105 %.",
            "SHUT Small mappings that come and go beside each other reach 90 % of the throughput of"
                + " exclusive (mmap1, 8 threads, the least of all); asked for is 95 %. By the rule of the"
                + " lock: 5.11 99 %. A writer that finds the lock held for reading sleeps, and its"
                + " wake-up takes longer than the munmap: a downgrade pays only where the zap is"
                + " long.");
  }

  @Test
  void underARuleThatIsNotTheMachinesTheLastGateIsNoted() {
    RunRecord run =
        run(
            "mmap1.threads.8.ops_per_s=900",
            "mmap1.threads.8.exclusive_ops_per_s=1000",
            "policy_is_own=0");
    assertThat(PerfGates.of(run).gates())
        .extracting(PerfGates.Gate::state)
        .containsExactly(PerfGates.State.SHUT, PerfGates.State.NOTED);
  }

  @Test
  void aLoadHasItsCurvesItsLatenciesAndItsCalls() {
    List<LoadSection> sections = LoadSection.of(sample());
    assertThat(sections).extracting(LoadSection::load).containsExactly("mmap1", "munmap");
    LoadSection mmap1 = sections.get(0);
    assertThat(mmap1.title()).isEqualTo("map and unmap");
    assertThat(mmap1.lines())
        .extracting(one -> one.chart().title())
        .containsExactly("mmap1, threads", "page faults in mmap1, 32 threads");
    assertThat(mmap1.lines().get(0).table().rows())
        .containsExactly(List.of("8", "1,000", "4,000", "900"), List.of("32", "", "", "2,000"));
    assertThat(mmap1.lines().get(0).chart().curves().get(2).path()).isEqualTo("M62 171 L422 102");
    assertThat(mmap1.lines().get(1).table().rows())
        .containsExactly(
            List.of("exclusive (reference)", "", "", "2 µs", "", "", "", "", ""),
            List.of("mine", "", "", "1 µs", "", "", "31 ms", "", ""));
    assertThat(mmap1.bars().get(0).table().rows())
        .containsExactly(
            List.of("mine, held for writing", "700 ns", "300 ns"),
            List.of("mine, writers waited", "4 µs", ""));
    assertThat(sections.get(1).lines())
        .extracting(one -> one.chart().title())
        .containsExactly("munmap, 1 thread");
    assertThat(sections.get(1).lines().get(0).table().rows())
        .extracting(row -> row.get(0))
        .containsExactly("4 KiB", "80 GiB");
  }

  @Test
  void thePageAndTheTerminalShowThem() {
    RunRecord scored = PerfScore.add(sample(), new LoadWeights(new TreeMap<>()));
    assertThat(HtmlReport.write(scored, new Timeline(Map.of()), List.of(), Sources.none()))
        .contains("<td>mmap1</td><td class=\"n\">8 threads</td>")
        .contains("2,000*")
        .contains("Profile x.")
        .contains("T7&#39;s page fault waited 31.2 ms");
    assertThat(new PerfSummary(scored).lines())
        .anyMatch(line -> line.startsWith("mmap1, 8 threads") && line.endsWith("900 worse"))
        .contains("perf: mine scores 0.25 over 1 load, where exclusive has 0 and the ideal 1");
  }

  @Test
  void whereOperationsAreFewTheTimeOfAMunmapIsCompared() {
    RunRecord run =
        run(
            "munmap-80g.threads.1.ops_per_s=0",
            "munmap-80g.threads.1.exclusive_ops_per_s=0",
            "munmap-80g.threads.1.munmap_ns=3000000000",
            "munmap-80g.threads.1.exclusive_munmap_ns=2490000000");
    PerfTable.Row row = PerfTable.of(run).rows().get(0);
    assertThat(row.exclusive()).isEqualTo("2.49 s each");
    assertThat(row.cells())
        .containsExactly(new PerfTable.Cell("3 s each", "worse", "", PerfTable.Ending.ENOUGH));
    assertThat(Baseline.of(run).lines(run))
        .containsExactly("baseline: mine is the same at 1 of 1 points.");
  }

  @Test
  void aPointThatEndedWithinARoundIsSaidToSayNothing() {
    RunRecord run =
        run(
            "own.threads.8.ops_per_s=7000",
            "own.threads.8.ended_by_budget=1",
            "own.threads.8.no_whole_round=1");
    assertThat(PerfTable.of(run).rows().get(0).cells())
        .containsExactly(new PerfTable.Cell("7,000", "", "", PerfTable.Ending.NO_WHOLE_ROUND));
    assertThat(new PerfSummary(run).lines())
        .anyMatch(line -> line.startsWith("perf: own, 8 threads: the steps were used up before"));
    assertThat(HtmlReport.write(run, new Timeline(Map.of()), List.of(), Sources.none()))
        .contains("7,000**", "** The steps were used up before each task had come through");
  }

  @Test
  void theLongestWaitsAreThoseOfTheLoadsThatWaitLongest() {
    assertThat(PerfWaits.longest(sample()))
        .containsExactly(new PerfWaits("mine", "mmap1", "map and unmap", List.of(WAIT)));
  }

  @ParameterizedTest
  @CsvSource({
    "1005, 0, 1000, 0, SAME",
    "1200, 10, 1000, 20, BETTER",
    "800, 10, 1000, 20, WORSE",
    "1200, 10, 1000, 300, UNSURE",
    "1200, 300, 1000, 10, UNSURE"
  })
  void nothingInsideTheSpreadIsBetterOrWorse(
      long value, long spread, long base, long baseSpread, Comparison expected) {
    assertThat(Comparison.of(value, spread, base, baseSpread)).isEqualTo(expected);
  }
}
