// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

class OwnCasesTest {
  private static final String WHY = "Not judged: MY-2 accuses every correct strategy";

  private static OwnCases own(int cases) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= cases; i++) {
      text.append("@MY-" + i + " | t | P1\nmap(0,1)\n");
    }
    return new OwnCases(List.of(new CaseFile("my.cases", text.toString())));
  }

  private static RunRecord run(List<CaseRecord> cases) {
    StageRecord stage = new StageRecord("conformance", cases, Optional.empty());
    StrategyRecord exclusive =
        new StrategyRecord("exclusive", "", Verdict.PASS, List.of(stage), new TreeMap<>());
    return new RunRecord(1, Optional.empty(), List.of(exclusive));
  }

  @Test
  void oneThatWasNotJudgedIsToldWithItsPlaceAndTheReason() {
    RunRecord run =
        run(
            List.of(
                CaseRecord.pass("MY-1", "P1"),
                CaseRecord.skip("MY-2", "P1", WHY + "\nmy.cases:4: map(0,1) is OK, not EINVAL\nx"),
                CaseRecord.skip("MUN-001", "P1", "something else")));
    assertThat(own(3).lines(run))
        .containsExactly(
            "mmkit: my.cases:3: MY-2 was not judged with exclusive: "
                + WHY
                + " my.cases:4: map(0,1) is OK, not EINVAL");
    assertThat(new SummaryTable(run, own(3)).lines().get(1))
        .endsWith("-, but 1 case of your own not judged");
    assertThat(OwnCases.NONE.lines(run)).isEmpty();
  }

  @Test
  void manyAreCutAtANumber() {
    List<CaseRecord> cases = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      cases.add(CaseRecord.skip("MY-" + i, "P1", WHY));
    }
    assertThat(own(25).lines(run(cases)))
        .hasSize(21)
        .last()
        .isEqualTo("mmkit: 5 more cases were not judged (run.json)");
  }
}
