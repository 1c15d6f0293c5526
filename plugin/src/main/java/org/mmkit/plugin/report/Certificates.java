// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/** How far each search reached that found nothing. */
public final class Certificates {
  private final RunRecord run;

  /**
   * @param run of any number of strategies
   */
  public Certificates(RunRecord run) {
    this.run = run;
  }

  /** A line for each case that passed with a certificate. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      for (StageRecord stage : strategy.stages()) {
        for (CaseRecord record : stage.cases()) {
          if (record.status() == CaseStatus.PASS && !record.message().isEmpty()) {
            lines.add(
                String.format("%-20s %-20s %s", strategy.id(), record.id(), record.message()));
          }
        }
      }
    }
    return lines;
  }
}
