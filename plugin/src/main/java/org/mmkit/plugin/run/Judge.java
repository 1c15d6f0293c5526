// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.PlainText;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Computes the verdict from what was reported, and from nothing else. */
public final class Judge {
  /** The stage that a run is in which broke before its first. */
  public static final String START = "start";

  private Judge() {}

  /** The record of a run. */
  static StrategyRecord judge(String strategy, Transcript transcript) {
    List<StageRecord> stages = new ArrayList<>();
    SortedMap<String, SortedMap<String, Long>> measures = new TreeMap<>();
    for (HeardStage stage : transcript.stages()) {
      if (!stage.cases().isEmpty() || stage.end().isEmpty() || stage.notJudged().isPresent()) {
        stages.add(
            new StageRecord(
                stage.id(),
                stage.cases(),
                stage.end().flatMap(Frame.StageEnd::basis),
                stage.notJudged()));
      }
      stage
          .end()
          .map(Frame.StageEnd::measures)
          .filter(numbers -> !numbers.isEmpty())
          .ifPresent(numbers -> measures.put(stage.id(), numbers));
    }
    transcript.broken().ifPresent(broken -> addBreak(stages, transcript, broken));
    return new StrategyRecord(
        transcript.info().map(StrategyInfo::id).orElseGet(() -> PlainText.id(strategy)),
        transcript.info().map(StrategyInfo::source).orElse(""),
        verdict(stages),
        stages,
        measures);
  }

  /** The record of a strategy that is not run at all. */
  static StrategyRecord refused(String strategy, String sentence) {
    List<StageRecord> stages = List.of(brokenStage(START, PlainText.id(strategy), sentence));
    String id = PlainText.id(strategy);
    return new StrategyRecord(id, "", Verdict.BROKEN, stages, new TreeMap<>());
  }

  /**
   * Puts the reason why the run broke where it broke: at the case that was open, or behind the
   * last.
   */
  private static void addBreak(
      List<StageRecord> stages, Transcript transcript, Frame.Broken broken) {
    if (stages.isEmpty()) {
      stages.add(brokenStage(START, "strategy", broken.sentence()));
      return;
    }
    HeardStage last = transcript.last();
    int place = stages.size() - 1;
    while (!stages.get(place).id().equals(last.id())) {
      place--;
    }
    List<CaseRecord> cases = new ArrayList<>(last.cases());
    cases.add(
        CaseRecord.broken(last.openCase().orElse("run"), "", broken.sentence())
            .withFindings(last.openFindings()));
    stages.set(place, new StageRecord(last.id(), cases));
  }

  private static StageRecord brokenStage(String stage, String caseId, String sentence) {
    return new StageRecord(stage, List.of(CaseRecord.broken(caseId, "", sentence)));
  }

  private static Verdict verdict(List<StageRecord> stages) {
    List<CaseRecord> cases = stages.stream().flatMap(s -> s.cases().stream()).toList();
    if (cases.stream().anyMatch(c -> c.status() == CaseStatus.BROKEN)) {
      return Verdict.BROKEN;
    }
    if (cases.stream().anyMatch(CaseRecord::failsTheStrategy)) {
      return Verdict.FAIL;
    }
    return stages.stream().anyMatch(StageRecord::saysNothing) ? Verdict.BROKEN : Verdict.PASS;
  }
}
