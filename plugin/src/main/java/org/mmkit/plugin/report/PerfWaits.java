// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import java.util.Set;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.RunRecord;

/**
 * The longest waits in a load with a strategy.
 *
 * @param sentences the longest first
 */
public record PerfWaits(String strategy, String load, List<String> sentences) {

  static List<PerfWaits> of(RunRecord run) {
    Set<String> recorded = PerfRecordings.names(run);
    return all(run).stream().filter(one -> !recorded.contains(one.load())).toList();
  }

  /** All that cases of stage perf say, those of recordings too. */
  static List<PerfWaits> all(RunRecord run) {
    return run.strategies().stream()
        .flatMap(
            strategy ->
                strategy.stages().stream()
                    .filter(stage -> stage.id().equals(PerfPoint.STAGE))
                    .flatMap(stage -> stage.cases().stream())
                    .filter(one -> one.status() == CaseStatus.PASS && !one.message().isEmpty())
                    .map(
                        one ->
                            new PerfWaits(strategy.id(), one.id(), one.message().lines().toList())))
        .toList();
  }
}
