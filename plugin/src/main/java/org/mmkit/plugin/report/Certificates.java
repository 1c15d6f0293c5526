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

  /** A line for each strategy: how many searches came to their end, and how many to a bound. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      long exhausted = count(strategy, "exhausted");
      long bounded = count(strategy, "bounded");
      if (exhausted + bounded > 0) {
        lines.add(
            String.format(
                "%-20s searches: %d exhausted, %d bounded by preemptions (in the report)",
                strategy.id(), exhausted, bounded));
      }
    }
    return lines;
  }

  private static long count(StrategyRecord strategy, String how) {
    return strategy.stages().stream()
        .flatMap(stage -> stage.cases().stream())
        .filter(one -> one.status() == CaseStatus.PASS && one.message().startsWith(how))
        .count();
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
