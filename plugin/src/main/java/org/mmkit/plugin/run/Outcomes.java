// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;

/** Puts the outcome of a run together, strategy by strategy. */
final class Outcomes {
  private final JudgeRequest asked;
  private final RunListener listener;
  private final List<StrategyRecord> records = new ArrayList<>();
  private final Map<String, List<Lane>> lanes = new LinkedHashMap<>();
  private final TreeMap<String, String> files = new TreeMap<>();
  private final List<VerifyOutcome.Detail> details = new ArrayList<>();

  Outcomes(JudgeRequest asked, RunListener listener) {
    this.asked = asked;
    this.listener = listener;
  }

  /** Adds a strategy that is not run. */
  void addRefused(String strategy, String sentence) {
    add(Judge.refused(strategy, sentence));
  }

  /**
   * Adds a strategy of which all was told.
   *
   * @param again what a second run adds to its record
   * @throws InputException if the request cannot be carried out
   */
  void add(
      String strategy, Transcript transcript, long wallMs, UnaryOperator<StrategyRecord> again) {
    transcript
        .broken()
        .filter(broken -> broken.trouble() == Frame.Trouble.INPUT)
        .ifPresent(
            broken -> {
              boolean noStrategy = transcript.hello().isPresent() && transcript.info().isEmpty();
              throw noStrategy
                  ? new NoStrategyException(broken.sentence())
                  : new InputException(broken.sentence());
            });
    StrategyRecord record = again.apply(Judge.judge(strategy, transcript));
    if (records.stream().anyMatch(r -> r.id().equals(record.id()))) {
      throw new InputException(
          "Two of the strategies have the id " + record.id() + " (mmkit.strategy).");
    }
    addLanes(record.id(), transcript);
    files.putAll(transcript.files());
    Optional<KnownDefects> known =
        transcript
            .info()
            .filter(StrategyInfo::shipped)
            .map(info -> KnownDefects.of(transcript, record));
    details.add(new VerifyOutcome.Detail(record.id(), wallMs, known));
    add(record);
  }

  /** Adds a strategy that was told of in parts. */
  void add(StrategyPart whole) {
    if (whole.refused().isPresent()) {
      addRefused(whole.strategy(), whole.refused().get());
      return;
    }
    Transcript transcript = Fold.of(whole, asked, listener);
    boolean students = transcript.info().filter(info -> !info.shipped()).isPresent();
    add(
        whole.strategy(),
        transcript,
        whole.wallMs(),
        record ->
            students && Again.isUseful(record, asked)
                ? whole.again().orElseThrow(Outcomes::noSecondRun).compared(record)
                : record);
  }

  private static InputException noSecondRun() {
    return new InputException(
        "The second run of some cases is missing, which shard 1 has: run that shard again.");
  }

  private void add(StrategyRecord record) {
    requireSomeCase(record);
    records.add(record);
    listener.strategyEnds(record);
  }

  private void addLanes(String id, Transcript transcript) {
    List<Lane> all = new ArrayList<>();
    transcript.stages().forEach(s -> s.end().ifPresent(end -> all.addAll(end.lanes())));
    if (!all.isEmpty()) {
      lanes.put(id, all);
    }
  }

  /** A run in which nothing was tried must not look like one in which nothing failed. */
  private void requireSomeCase(StrategyRecord record) {
    if (record.stages().stream().allMatch(s -> s.cases().isEmpty())) {
      throw new InputException(
          (asked.stages().size() == 1 ? "No case of the stage " : "No case of the stages ")
              + String.join(", ", asked.stages())
              + " fits mmkit.case="
              + asked.cases().glob().text()
              + ".");
    }
  }

  /** All of it. */
  VerifyOutcome of(Provenance provenance, List<Remark> remarks, JudgedJvm jvm) {
    RunRecord run = new RunRecord(asked.search().seed(), Optional.of(provenance), records);
    return new VerifyOutcome(run, new Timeline(lanes), remarks, jvm, details, files);
  }
}
