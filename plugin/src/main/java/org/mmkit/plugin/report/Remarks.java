// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** What was found and fails no strategy: what is slow, and what breaks on some machines alone. */
public final class Remarks {
  private final RunRecord run;

  /**
   * @param run of any number of strategies
   */
  public Remarks(RunRecord run) {
    this.run = run;
  }

  /** A line for each strategy and rule. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      Set<String> told = new HashSet<>();
      for (FindingRecord finding : strategy.findings()) {
        if (!finding.isUnsafe() && told.add(finding.broken().code())) {
          lines.add("mmkit: " + strategy.id() + ", no failure: " + line(finding));
        }
      }
    }
    return lines;
  }

  private static String line(FindingRecord finding) {
    FindingRecord.RuleRecord rule = finding.broken();
    return String.format(
        "%s (%s, rule %s, class %s) in %s: %s",
        rule.title(),
        rule.code(),
        rule.id(),
        rule.findingClass().name().toLowerCase(Locale.ROOT),
        finding.caseId(),
        finding.sentence());
  }
}
