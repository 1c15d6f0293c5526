// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    StageRecord stage = new StageRecord("perf", List.of(CaseRecord.pass("mmap1", "", WAIT)));
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
        .containsExactly(new PerfTable.Cell("900", "worse", "-0.08", false));
    assertThat(table.rows().get(1).cells())
        .containsExactly(new PerfTable.Cell("2,000", "", "0.50", true));
  }

  @Test
  void aScoreBelowZeroCountsAsZeroAndALoadCountsOnce() {
    assertThat(PerfScore.of(sample())).containsExactly(new PerfScore("mine", "0.25", 1));
  }

  @Test
  void eachGateHasItsSentence() {
    assertThat(PerfGates.of(sample()).gates())
        .extracting(gate -> gate.open() + " " + gate.sentence())
        .containsExactly(
            "false Conformance failed in 1 cases: no speed makes up for it.",
            "true A munmap of 80 GiB takes 105 % of the time of exclusive; at most 105 %.",
            "false A munmap of one page, alone, takes 106 % of the time of exclusive; at most 105"
                + " %.",
            "false Small mappings that come and go beside each other reach 90 % of the throughput"
                + " of exclusive in mmap1 with 8 threads; at least 95 %.");
  }

  @Test
  void aCurveRunsOverTasksAndOneOverSizes() {
    List<PerfCurve> curves = PerfCurve.of(sample());
    assertThat(curves)
        .extracting(PerfCurve::title)
        .containsExactly(
            "mmap1, threads: operations a second over tasks", "munmap alone: ns over bytes");
    assertThat(curves.get(0).lines())
        .containsExactly(new PerfCurve.Line("mine", "M90 230 L700 20", 0));
  }

  @Test
  void thePageAndTheTerminalShowThem() {
    assertThat(HtmlReport.write(sample(), new Timeline(Map.of()), List.of()))
        .contains("<td>mmap1</td><td>threads</td><td class=\"n\">8</td>")
        .contains("2,000*")
        .contains("T7&#39;s page fault waited 31.2 ms");
    assertThat(new PerfSummary(sample()).lines())
        .anyMatch(line -> line.startsWith("mmap1, 8 threads") && line.endsWith("900 worse"))
        .contains("perf: mine scores 0.25 over 1 load");
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
