// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

class SummaryTableTest {

  @Test
  void eachStrategyHasItsMeasuresAndTheRulesItBroke() {
    StrategyRecord slow =
        strategy(
            "exclusive",
            Verdict.PASS,
            List.of(),
            Map.of("exclusive_hold_ns", 2_490_000_000L, "total_ns", 2_490_000_500L));
    StrategyRecord wrong =
        strategy(
            "two",
            Verdict.FAIL,
            List.of(
                finding("PF1", FindingClass.PERFORMANCE),
                finding("L4", FindingClass.SAFETY),
                finding("L1", FindingClass.SAFETY),
                finding("L4", FindingClass.SAFETY)),
            Map.of("exclusive_hold_ns", 18_300L, "mmap_wait_ns", 999_999L));
    assertThat(new SummaryTable(new RunRecord(1, List.of(slow, wrong))).lines())
        .containsExactly(
            "                       held    total    fault   in the   behind     mmap",
            "strategy   verdict    excl.             waits    range   writer    waits"
                + "  rules broken",
            "exclusive  PASS      2.49 s   2.49 s        -        -        -        -  -",
            "two        FAIL     18.3 µs        -        -        -        -     1 ms"
                + "  L1 L4 (PF1)");
  }

  @Test
  void withoutMeasuresThereAreNoColumnsForThem() {
    StrategyRecord mine = strategy("student.MyUnmap", Verdict.BROKEN, List.of(), Map.of());
    assertThat(new SummaryTable(new RunRecord(1, List.of(mine))).lines())
        .containsExactly("strategy         verdict  rules broken", "student.MyUnmap  BROKEN   -");
  }

  private static StrategyRecord strategy(
      String id, Verdict verdict, List<FindingRecord> findings, Map<String, Long> hold) {
    TreeMap<String, SortedMap<String, Long>> measures = new TreeMap<>();
    if (!hold.isEmpty()) {
      measures.put("hold", new TreeMap<>(hold));
    }
    CaseRecord one = CaseRecord.fail("a", "", "no").withFindings(findings);
    List<StageRecord> stages = List.of(new StageRecord("race", List.of(one)));
    return new StrategyRecord(id, "", verdict, stages, measures);
  }

  private static FindingRecord finding(String rule, FindingClass findingClass) {
    return new FindingRecord(
        new FindingRecord.RuleRecord("MM0000 " + rule, findingClass, rule, "title"),
        "sentence",
        FindingRecord.Place.UNKNOWN,
        "race/a",
        "mvn",
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>());
  }
}
