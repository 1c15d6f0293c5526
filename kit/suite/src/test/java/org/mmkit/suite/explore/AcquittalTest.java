// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** No scenario of goal explore accuses a strategy that is right, but of what Linux had as well. */
class AcquittalTest {
  private static final int RANDOM_SCHEDULES = 20;

  @ParameterizedTest
  @CsvSource({"exclusive,", "merged-5.8,e08-counts", "gather-6.12,"})
  void correctStrategiesPassEveryScenario(String strategy, String known) {
    JudgeRequest asked =
        JudgeRequest.of(
            "explore",
            JudgeRequest.Selection.WHOLE,
            new JudgeRequest.Search(
                JudgeRequest.Search.DEFAULT_SEED, OptionalInt.of(RANDOM_SCHEDULES)));
    StageRequest request = new StageRequest(asked, StageRun.shipped(strategy));
    List<CaseRecord> cases = StageRun.of("explore", request).cases();
    assertThat(cases).hasSizeGreaterThan(150);
    assertThat(cases)
        .filteredOn(one -> one.failsTheStrategy() || one.status() == CaseStatus.BROKEN)
        .filteredOn(one -> !one.id().equals(known))
        .extracting(one -> one.id() + ": " + one.headline())
        .isEmpty();
  }
}
