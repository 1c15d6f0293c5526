// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.truth.TruthStage;

class TruthCountTest {
  @Test
  void casesAndRandomProgramsAreCountedApart() {
    List<CaseRecord> told =
        List.of(
            CaseRecord.pass("kernel", "", "6.18"),
            CaseRecord.pass("MUN-001", "P1"),
            CaseRecord.skip("MUN-002", "P1", "why"),
            CaseRecord.pass("random-0-999", "", "990 programs compared"),
            CaseRecord.fail("random-1000-1299", "", "299 programs compared"),
            CaseRecord.pass("huge-pages", "", "all were given back"));
    Map<String, Long> measures =
        Map.of(TruthStage.COMPARED, 1289L, TruthStage.DIFFERING, 2L, TruthStage.SKIPPED, 11L);
    assertThat(TruthCount.of(told, measures).text())
        .isEqualTo(
            "1 of 2 cases agree, 0 differ, 1 could not be compared; 1287 of 1300 random programs"
                + " agree, 2 differ, 11 could not be compared");
    assertThat(TruthCount.of(told.subList(0, 2), Map.of()).text())
        .isEqualTo("1 of 1 cases agree, 0 differ, 0 could not be compared");
    assertThat(TruthCount.of(told, measures).isNothing()).isFalse();
    assertThat(TruthCount.of(told.subList(0, 1), Map.of()).isNothing()).isTrue();
  }
}
