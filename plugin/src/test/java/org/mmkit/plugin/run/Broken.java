// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Runs that have to end as BROKEN. */
final class Broken {

  private Broken() {}

  /** Judges, and gives the message of the first case that is broken. */
  static String message(StudentProject project) {
    StrategyRecord record = project.verifyOne();
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
    List<CaseRecord> broken =
        record.stages().stream()
            .flatMap(s -> s.cases().stream())
            .filter(c -> c.status() == CaseStatus.BROKEN)
            .toList();
    assertThat(broken).isNotEmpty();
    return broken.get(0).message();
  }
}
