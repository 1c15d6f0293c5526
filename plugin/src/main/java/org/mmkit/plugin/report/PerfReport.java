// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import org.mmkit.suite.record.RunRecord;

/**
 * What the page shows of stage perf; without rows where it did not run.
 *
 * @param scores one number for each strategy
 * @param recordings what is said of recorded programs
 */
public record PerfReport(
    PerfTable table,
    List<PerfScore> scores,
    PerfGates gates,
    List<PerfCurve> curves,
    List<PerfWaits> waits,
    List<PerfWaits> recordings) {

  static PerfReport of(RunRecord run) {
    return new PerfReport(
        PerfTable.of(run),
        PerfScore.of(run),
        PerfGates.of(run),
        PerfCurve.of(run),
        PerfWaits.of(run),
        PerfRecordings.of(run));
  }
}
