// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The defects that a shipped strategy showed, against those that it is known to have.
 *
 * @param missing corpus ids that are known and within reach of the stages, but were not shown
 * @param unexpected what was shown and is not known: corpus ids, codes of findings that no corpus
 *     id explains, and cases that failed without a finding
 */
public record KnownDefects(SortedSet<String> missing, SortedSet<String> unexpected) {
  private static final int SHOWN_MAX = 8;

  /** Compares what was reported. */
  static KnownDefects of(Transcript transcript, StrategyRecord record) {
    SortedSet<String> known = new TreeSet<>();
    transcript.info().ifPresent(info -> known.addAll(info.knownDefects()));
    SortedSet<String> shown = new TreeSet<>();
    record.findings().forEach(f -> shown.addAll(f.exhibits()));
    SortedSet<String> missing = new TreeSet<>();
    for (HeardStage stage : transcript.stages()) {
      stage.end().ifPresent(end -> missing.addAll(end.reachable()));
    }
    missing.retainAll(known);
    missing.removeAll(shown);
    shown.removeAll(known);
    shown.addAll(unexplainedFindings(record));
    if (record.findings().isEmpty()) {
      shown.addAll(failedCases(transcript));
    }
    return new KnownDefects(missing, shown);
  }

  /** Broken rules that none of the strategy's defects accounts for. */
  private static SortedSet<String> unexplainedFindings(StrategyRecord record) {
    SortedSet<String> unexplained = new TreeSet<>();
    for (FindingRecord finding : record.findings()) {
      if (finding.exhibits().isEmpty() && finding.isUnsafe()) {
        unexplained.add(finding.broken().code() + " in " + finding.caseId());
      }
    }
    return unexplained;
  }

  private static SortedSet<String> failedCases(Transcript transcript) {
    SortedSet<String> failed = new TreeSet<>();
    for (HeardStage stage : transcript.stages()) {
      stage.cases().stream()
          .filter(CaseRecord::failsTheStrategy)
          .map(c -> stage.id() + "/" + c.id())
          .forEach(failed::add);
    }
    return failed;
  }

  /** Whether the strategy showed exactly what it should. */
  public boolean areAsExpected() {
    return missing.isEmpty() && unexpected.isEmpty();
  }

  private static String some(SortedSet<String> names) {
    String first = names.stream().limit(SHOWN_MAX).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN_MAX;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** What is not as expected, as the rest of a sentence. */
  public String sentence() {
    StringBuilder text = new StringBuilder();
    if (!missing.isEmpty()) {
      text.append("does not show ")
          .append(String.join(", ", missing))
          .append(", which it is known to have");
    }
    if (!unexpected.isEmpty()) {
      text.append(missing.isEmpty() ? "" : ", and ")
          .append("shows ")
          .append(some(unexpected))
          .append(", which it is not known to have");
    }
    return text.toString();
  }
}
