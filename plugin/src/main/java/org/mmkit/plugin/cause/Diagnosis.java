// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

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
 * @param sentence what the strategy does
 * @param tryThis what to try
 */
record Diagnosis(
    String id, WalkPattern pattern, Set<String> codes, String sentence, String tryThis) {
  private static final String ANY = "*";

  private static final List<Diagnosis> SHIPPED = read();

  /**
   * A diagnosis of one finding.
   *
   * @param steps that show it
   */
  record Found(Diagnosis diagnosis, List<StrategyStep> steps) {}

  /** The first one that explains a finding. */
  static Optional<Found> of(FindingRecord finding) {
    for (Diagnosis one : SHIPPED) {
      if (one.explains(finding.broken().code())) {
        Optional<List<StrategyStep>> steps = one.pattern.in(finding.place().walk());
        if (steps.isPresent()) {
          return Optional.of(new Found(one, steps.get()));
        }
      }
    }
    return Optional.empty();
  }

  private boolean explains(String code) {
    return codes.contains(ANY) || codes.contains(code);
  }

  private static List<Diagnosis> read() {
    List<Diagnosis> all = new ArrayList<>();
    for (Rows.Row row : Rows.of("diagnoses.txt", 5)) {
      all.add(
          new Diagnosis(
              row.cell(0),
              new WalkPattern(row.cell(1)),
              Set.of(row.cell(2).split(" ")),
              row.cell(3),
              row.cell(4)));
    }
    return all;
  }
}
