// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.HashSet;
import java.util.Set;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;

/** Counts what speaks against the strategy, and says when more of it would tell little. */
final class Causes {
  /** Broken rules after which the rest is not judged. */
  static final int ENOUGH = 3;

  /** Cases without another broken rule after which the rest is not judged. */
  static final int CASES_MAX = 20;

  private final Set<String> codes = new HashSet<>();
  private boolean failed;
  private int casesSinceNew;

  void found(FindingRecord finding) {
    if (finding.isUnsafe() && codes.add(finding.broken().code())) {
      casesSinceNew = 0;
    }
  }

  void ended(CaseRecord result) {
    failed |= result.failsTheStrategy() || result.status() == CaseStatus.BROKEN;
    casesSinceNew++;
  }

  /** Whether the strategy has failed, and its first causes are known. */
  boolean areEnough() {
    boolean fails = failed || !codes.isEmpty();
    return fails && (codes.size() >= ENOUGH || casesSinceNew >= CASES_MAX);
  }
}
