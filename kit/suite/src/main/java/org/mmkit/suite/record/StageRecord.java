// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.suite.json.JsonDerived;

/**
 * What one stage found.
 *
 * @param id the stage's name
 * @param cases in the order in which they ran
 * @param basis what its numbers rest on, as sentences; empty if it has none
 * @param notJudged which of its cases did not run, and why, as a sentence; empty if all did
 */
public record StageRecord(
    String id, List<CaseRecord> cases, Optional<String> basis, Optional<String> notJudged) {

  public StageRecord {
    cases = List.copyOf(cases);
    Objects.requireNonNull(basis);
    Objects.requireNonNull(notJudged);
  }

  /** A stage of which all cases ran. */
  public StageRecord(String id, List<CaseRecord> cases, Optional<String> basis) {
    this(id, cases, basis, Optional.empty());
  }

  /** A stage whose numbers rest on nothing that varies. */
  public StageRecord(String id, List<CaseRecord> cases) {
    this(id, cases, Optional.empty());
  }

  /** Number of cases that passed. */
  @JsonDerived
  public int passed() {
    return count(CaseStatus.PASS);
  }

  /** Number of the failed cases that only count as a rate. */
  public int disagreeing() {
    return (int)
        cases.stream().filter(c -> c.status() == CaseStatus.FAIL && !c.failsTheStrategy()).count();
  }

  /** Number of cases that failed or broke, those that only count as a rate among them. */
  @JsonDerived
  public int failed() {
    return count(CaseStatus.FAIL) + count(CaseStatus.BROKEN);
  }

  /** Number of cases that were not run. */
  @JsonDerived
  public int skipped() {
    return count(CaseStatus.SKIP);
  }

  /** Whether it skipped all of its cases. */
  public boolean saysNothing() {
    return !cases.isEmpty() && skipped() == cases.size();
  }

  /** The rules that were broken: the first case for each rule and each set of bugs it shows. */
  public List<FindingRecord> findings() {
    return FindingRecord.firstOfEach(
        cases.stream().flatMap(one -> one.findings().stream()).toList());
  }

  private int count(CaseStatus status) {
    return (int) cases.stream().filter(c -> c.status() == status).count();
  }
}
