// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * What a strategy does to a recorded program.
 *
 * @param sentences the answer first
 */
public record RecordedProgram(String strategy, String name, List<String> sentences) {

  static List<RecordedProgram> of(RunRecord run) {
    List<RecordedProgram> all = new ArrayList<>();
    for (PerfPoint point : PerfPoint.of(run)) {
      if (point.isRecorded()) {
        run.strategies().forEach(strategy -> add(strategy, point.load(), all));
      }
    }
    return all;
  }

  private static void add(StrategyRecord strategy, String name, List<RecordedProgram> all) {
    for (StageRecord stage : strategy.stages()) {
      for (CaseRecord one : stage.cases()) {
        boolean answers = one.status() == CaseStatus.PASS && one.id().equals(name);
        if (stage.id().equals(PerfPoint.STAGE) && answers) {
          all.add(new RecordedProgram(strategy.id(), name, one.message().lines().toList()));
        }
      }
    }
  }
}
