// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

class LimitsTest {
  private static RunRecord run(long holdNs) {
    List<CaseRecord> cases =
        List.of(CaseRecord.pass("undisturbed", ""), CaseRecord.pass("mmap", ""));
    StrategyRecord strategy =
        new StrategyRecord(
            "mine",
            "",
            Verdict.PASS,
            List.of(new StageRecord("hold", cases)),
            new TreeMap<>(Map.of("hold", new TreeMap<>(Map.of("exclusive_hold_ns", holdNs)))));
    return new RunRecord(42, List.of(strategy));
  }

  @Test
  void atTheLimitIsWithinIt() {
    RunRecord run = run(20_000);
    assertThat(Limits.parse(List.of("exclusive_hold <= 20us")).apply(run)).isEqualTo(run);
    assertThat(Limits.NONE.apply(run)).isEqualTo(run);
  }

  @Test
  void beyondItTheCaseThatMeasuredFails() {
    StrategyRecord mine =
        Limits.parse(List.of("exclusive_hold<=20us", "mmap_wait<=1s"))
            .apply(run(20_001))
            .strategies()
            .get(0);
    assertThat(mine.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(mine.stages().get(0).cases())
        .containsExactly(
            CaseRecord.fail(
                "undisturbed",
                "",
                "with 80 GiB mmap_sem is held for writing for 20 µs; the assignment allows 20 µs"
                    + " (exclusive_hold)"),
            CaseRecord.pass("mmap", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exclusive_hold<20us       | \"exclusive_hold<20us\" is no limit (mmkit.limits).",
        "exclusive_hold<=20 h      | \"exclusive_hold<=20 h\" is no limit (mmkit.limits).",
        "wait<=1s                  | There is no measure wait (mmkit.limits); there are exclusive",
        "total<=1s,total<=2s       | total has two limits (mmkit.limits).",
      })
  void whatIsNoLimitIsRefused(String limits, String sentence) {
    assertThatThrownBy(() -> Limits.parse(List.of(limits.split(","))))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(sentence);
  }
}
