// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.hint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * What fails now: the first case of a run that failed or broke.
 *
 * @param caseName {@code stage/case}
 * @param rules that it breaks, the first one first; {@code broken} if it has no answer
 */
public record Failure(String caseName, Set<String> rules) {
  private static final String BROKEN = "broken";

  public Failure {
    Objects.requireNonNull(caseName);
    rules = new LinkedHashSet<>(rules);
  }

  /** The first failure of the first strategy that did not pass; none if all passed. */
  public static Optional<Failure> of(RunRecord run) {
    return run.strategies().stream()
        .filter(strategy -> strategy.verdict() != Verdict.PASS)
        .findFirst()
        .flatMap(Failure::of);
  }

  private static Optional<Failure> of(StrategyRecord strategy) {
    for (StageRecord stage : strategy.stages()) {
      Optional<Failure> broken = first(stage, true);
      Optional<Failure> failed = broken.isPresent() ? broken : first(stage, false);
      if (failed.isPresent()) {
        return failed;
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> first(StageRecord stage, boolean broken) {
    return stage.cases().stream()
        .filter(c -> broken ? c.status() == CaseStatus.BROKEN : c.failsTheStrategy())
        .findFirst()
        .map(c -> new Failure(stage.id() + "/" + c.id(), rules(c)));
  }

  private static Set<String> rules(CaseRecord one) {
    List<String> ids =
        one.findings().stream()
            .filter(FindingRecord::isUnsafe)
            .map(finding -> finding.broken().id())
            .toList();
    return one.status() == CaseStatus.BROKEN ? Set.of(BROKEN) : new LinkedHashSet<>(ids);
  }

  /** Such as {@code L1 in race/read}. */
  public String words() {
    return rules.isEmpty() ? caseName : rules.iterator().next() + " in " + caseName;
  }
}
