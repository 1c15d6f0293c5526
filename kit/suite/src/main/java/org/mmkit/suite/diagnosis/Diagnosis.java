// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyStep;

/**
 * A step of the strategy that is missing or misplaced; from {@code diagnoses.txt}.
 *
 * @param id its name within the table
 * @param pattern the order of steps that shows it
 * @param codes of the rules that it explains; {@code *} for all
 * @param amendment what puts that one step right
 * @param sentence what the strategy does
 * @param tryThis what to try
 */
public record Diagnosis(
    String id,
    WalkPattern pattern,
    Set<String> codes,
    Amendment amendment,
    String sentence,
    String tryThis) {

  /** Stands where a name would, if all that fit were tried and are refuted. */
  public static final String NONE = "none";

  private static final String ANY = "*";

  private static final List<Diagnosis> SHIPPED = read();

  /**
   * A diagnosis of one finding.
   *
   * @param steps that show it
   * @param isProved whether the rule is kept where that step is put right
   */
  public record Found(Diagnosis diagnosis, List<StrategyStep> steps, boolean isProved) {
    public Found {
      steps = List.copyOf(steps);
    }
  }

  /** What is known of a finding: the one that was proved, else the first that fits, if any may. */
  public static Optional<Found> of(FindingRecord finding) {
    String proved = finding.place().proved().orElse("");
    if (proved.equals(NONE)) {
      return Optional.empty();
    }
    List<Found> all = fitting(finding.broken().code(), finding.place().walk());
    return all.stream()
        .filter(one -> one.diagnosis.id.equals(proved))
        .map(one -> new Found(one.diagnosis, one.steps, true))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** Those that explain a broken rule and fit a walk, the first the likeliest. */
  public static List<Found> fitting(String code, List<StrategyStep> walk) {
    List<Found> all = new ArrayList<>();
    for (Diagnosis one : SHIPPED) {
      if (one.explains(code)) {
        one.pattern.in(walk).ifPresent(steps -> all.add(new Found(one, steps, false)));
      }
    }
    return all;
  }

  /** Whether it can be behind the rule of that code. */
  public boolean explains(String code) {
    return codes.contains(ANY) || codes.contains(code);
  }

  private static List<Diagnosis> read() {
    List<Diagnosis> all = new ArrayList<>();
    for (Rows.Row row : Rows.of(Diagnosis.class, "diagnoses.txt", 6)) {
      all.add(
          new Diagnosis(
              row.cell(0),
              new WalkPattern(row.cell(1)),
              Set.of(row.cell(2).split(" ")),
              Amendment.parse(row.cell(3)),
              row.cell(4),
              row.cell(5)));
    }
    return all;
  }
}
