// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.List;
import java.util.Objects;
import org.mmkit.plugin.perf.Comparison;
import org.mmkit.suite.record.Verdict;

/**
 * How a strategy stands to one of before.
 *
 * @param id of the strategy of now
 * @param beside id of the one of before; mostly the same
 * @param was its verdict before
 * @param is its verdict now
 * @param cases that fail the strategy
 * @param notJudged cases that failed before, and that were skipped or not run now: not mended
 * @param rules that were broken, as {@code code id: title}
 * @param measures in the order of their stages
 * @param stagesApart stages that only one of the two ran, which say nothing here
 */
public record StrategyComparison(
    String id,
    String beside,
    Verdict was,
    Verdict is,
    Changes<CaseChange> cases,
    List<CaseChange> notJudged,
    Changes<String> rules,
    List<MeasureChange> measures,
    List<String> stagesApart) {

  public StrategyComparison {
    Objects.requireNonNull(id);
    Objects.requireNonNull(beside);
    Objects.requireNonNull(was);
    Objects.requireNonNull(is);
    Objects.requireNonNull(cases);
    notJudged = List.copyOf(notJudged);
    Objects.requireNonNull(rules);
    measures = List.copyOf(measures);
    stagesApart = List.copyOf(stagesApart);
  }

  /** What is compared, for people. */
  public String title() {
    return id.equals(beside) ? id : id + " beside " + beside;
  }

  /** The number of measures of a word. */
  public int count(Comparison word) {
    return (int) measures.stream().filter(m -> m.word() == word).count();
  }

  /** How many measures are better, the same, worse and unsure; empty if none is in both runs. */
  public String measured() {
    return measures.isEmpty()
        ? ""
        : count(Comparison.BETTER)
            + " better, "
            + count(Comparison.SAME)
            + " the same, "
            + count(Comparison.WORSE)
            + " worse, "
            + count(Comparison.UNSURE)
            + " unsure";
  }

  /** The measures that differ. */
  public List<MeasureChange> differing() {
    return measures.stream().filter(m -> m.word() != Comparison.SAME).toList();
  }
}
