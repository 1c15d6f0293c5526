// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyRecord;

/** The rules that a strategy broke, as its row names them at the console and in the report. */
final class BrokenRules {

  private BrokenRules() {}

  /** Safety first: the others do not fail a strategy, and are in brackets. */
  static List<String> of(StrategyRecord strategy) {
    SortedSet<String> safety = new TreeSet<>();
    SortedSet<String> others = new TreeSet<>();
    for (FindingRecord finding : strategy.findings()) {
      (finding.isUnsafe() ? safety : others).add(finding.broken().id());
    }
    others.removeAll(safety);
    List<String> words = new ArrayList<>(safety);
    others.forEach(rule -> words.add("(" + rule + ")"));
    return words;
  }
}
