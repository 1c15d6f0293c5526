// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** A stage that tried nothing is no pass; but a kernel that cannot be asked fails no build. */
class UnplayedTest {
  private static final HostUse KERNEL = HostUse.answers(HostUse.Target.HOST);
  private static final CaseRecord SKIPPED = CaseRecord.skip("MUN-000", "P1", "there is no cc");

  private static RunRecord run(CaseRecord... cases) {
    StageRecord stage = new StageRecord("conformance", List.of(cases));
    return new RunRecord(
        1,
        List.of(new StrategyRecord("mine", "", Verdict.BROKEN, List.of(stage), new TreeMap<>())));
  }

  @Test
  void itSaysWhyNothingWasPlayed() {
    assertThat(Unplayed.why(KERNEL, run(SKIPPED, SKIPPED)))
        .hasValueSatisfying(
            why ->
                assertThat(why).startsWith("mmkit: no case was played, because there is no cc."));
  }

  @Test
  void whereSomeWereItAnswersAsEver() {
    assertThat(Unplayed.why(KERNEL, run(SKIPPED, CaseRecord.pass("MUN-001", "")))).isEmpty();
  }

  @Test
  void aStrategyThatSkipsAllIsNotExcused() {
    assertThat(Unplayed.why(HostUse.NONE, run(SKIPPED))).isEmpty();
  }
}
