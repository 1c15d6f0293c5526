// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** How the cases of one stage have ended so far. */
final class StageTally {
  private final int expected;
  private final int[] counts = new int[CaseStatus.values().length];
  private int disagreeing;

  /**
   * @param expected how many cases it has
   */
  StageTally(int expected) {
    this.expected = expected;
  }

  void add(CaseRecord result) {
    counts[result.status().ordinal()]++;
    disagreeing += result.status() == CaseStatus.FAIL && !result.failsTheStrategy() ? 1 : 0;
  }

  int expected() {
    return expected;
  }

  int count(CaseStatus status) {
    return counts[status.ordinal()];
  }

  int disagreeing() {
    return disagreeing;
  }

  /** Cases that speak against the strategy. */
  int bad() {
    return count(CaseStatus.FAIL) + count(CaseStatus.BROKEN) - disagreeing;
  }

  int done() {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
