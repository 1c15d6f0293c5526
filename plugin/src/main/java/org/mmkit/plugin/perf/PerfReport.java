// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.List;
import java.util.Optional;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;

/**
 * What the page shows of stage perf; without rows where it did not run.
 *
 * @param basis what the numbers rest on: a line for each machine
 * @param scores one number for each strategy
 * @param longest the longest waits of all loads
 * @param sections one for each load
 * @param recordings one for each recorded program and strategy
 */
public record PerfReport(
    List<String> basis,
    List<PerfScore> scores,
    PerfGates gates,
    List<PerfWaits> longest,
    PerfTable table,
    List<LoadSection> sections,
    List<RecordedProgram> recordings) {

  /** The part of a run. */
  public static PerfReport of(RunRecord run) {
    return new PerfReport(
        basis(run),
        PerfScore.of(run),
        PerfGates.of(run),
        PerfWaits.longest(run),
        PerfTable.of(run),
        LoadSection.of(run),
        RecordedProgram.of(run));
  }

  private static List<String> basis(RunRecord run) {
    return run.strategies().stream()
        .flatMap(strategy -> strategy.stages().stream())
        .filter(stage -> stage.id().equals(PerfPoint.STAGE))
        .map(StageRecord::basis)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }
}
