// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.catalogue.CaseIds;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Whether a pass rests on the cases that this mmkit has. */
final class WholeRun {
  private static final List<String> STAGES = List.of("conformance", "race", "explore");

  /** Parameters with which other cases run. */
  private static final Set<String> CHOOSE =
      Set.of("mmkit.case", "mmkit.cases", "mmkit.stages", "mmkit.suite", "mmkit.target");

  private WholeRun() {}

  /**
   * @param parameters those that are not their defaults
   * @throws InputException for a pass with other cases than those of the catalogue
   */
  static void require(Path file, StrategyRecord strategy, List<Provenance.Setting> parameters) {
    boolean chosen = parameters.stream().anyMatch(one -> CHOOSE.contains(one.name()));
    if (chosen || strategy.verdict() != Verdict.PASS) {
      return;
    }
    for (String stage : STAGES) {
      SortedSet<String> missing = CaseIds.of(stage).orElseThrow();
      SortedSet<String> more = new TreeSet<>();
      strategy.stages().stream()
          .filter(one -> one.id().equals(stage))
          .map(StageRecord::cases)
          .flatMap(List::stream)
          .map(CaseRecord::id)
          .filter(id -> !missing.remove(id))
          .forEach(more::add);
      if (!missing.isEmpty() || !more.isEmpty()) {
        String which =
            missing.isEmpty()
                ? "has cases that this mmkit does not have, such as " + stage + "/" + more.first()
                : "lacks cases of this mmkit, such as " + stage + "/" + missing.first();
        throw new InputException(
            file + " " + which + ", though no parameter chooses any: run mmkit:verify again.");
      }
    }
  }
}
