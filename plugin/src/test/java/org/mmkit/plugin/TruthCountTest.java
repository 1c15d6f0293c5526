// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.CaseRecord;

class TruthCountTest {
  private static String chunk(int compared, int differ, int skipped) {
    return compared
        + " programs compared, 35.2 calls at the mean: "
        + differ
        + " differ, the specification leaves 7 open, "
        + skipped
        + " skipped";
  }

  @Test
  void casesAndRandomProgramsAreCountedApart() {
    List<CaseRecord> told =
        List.of(
            CaseRecord.pass("kernel", "", "6.18"),
            CaseRecord.pass("MUN-001", "P1"),
            CaseRecord.skip("MUN-002", "P1", "why"),
            CaseRecord.pass("random-0-999", "", chunk(990, 0, 10)),
            CaseRecord.fail("random-1000-1299", "", chunk(299, 2, 1) + ", all of kinds\nmore"),
            CaseRecord.pass("huge-pages", "", "all were given back"));
    assertThat(TruthCount.of(told).text())
        .isEqualTo(
            "1 of 2 cases agree, 0 differ, 1 could not be compared; 1287 of 1300 random programs"
                + " agree, 2 differ, 11 could not be compared");
    assertThat(TruthCount.of(told.subList(0, 2)).text())
        .isEqualTo("1 of 1 cases agree, 0 differ, 0 could not be compared");
  }
}
