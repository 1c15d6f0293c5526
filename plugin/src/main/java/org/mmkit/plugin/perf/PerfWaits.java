// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The longest waits in a load with a strategy.
 *
 * @param title what the load does
 * @param sentences the longest first
 */
public record PerfWaits(String strategy, String load, String title, List<String> sentences) {
  private static final int LONGEST = 3;

  static List<PerfWaits> of(RunRecord run) {
    List<PerfWaits> all = new ArrayList<>();
    List<String> recorded = RecordedProgram.of(run).stream().map(RecordedProgram::name).toList();
    for (StrategyRecord strategy : run.strategies()) {
      strategy.stages().stream()
          .filter(stage -> stage.id().equals(PerfPoint.STAGE))
          .flatMap(stage -> stage.cases().stream())
          .filter(one -> one.status() == CaseStatus.PASS && !recorded.contains(one.id()))
          .forEach(one -> all.add(of(strategy, one)));
    }
    return all;
  }

  /** The message of a case is the title of the load, and then a line for each wait. */
  private static PerfWaits of(StrategyRecord strategy, CaseRecord one) {
    List<String> lines = one.message().lines().toList();
    return new PerfWaits(
        strategy.id(),
        one.id(),
        lines.isEmpty() ? "" : lines.get(0),
        lines.isEmpty() ? List.of() : lines.subList(1, lines.size()));
  }

  /** Of each strategy the longest waits of all loads: of a load only the longest. */
  static List<PerfWaits> longest(RunRecord run) {
    List<PerfWaits> all = of(run);
    List<PerfWaits> longest = new ArrayList<>();
    for (StrategyRecord strategy : PerfTable.measured(run)) {
      all.stream()
          .filter(one -> one.strategy.equals(strategy.id()) && !one.sentences.isEmpty())
          .sorted(Comparator.comparing((PerfWaits one) -> longestNs(strategy, one.load)).reversed())
          .limit(LONGEST)
          .forEach(longest::add);
    }
    return longest;
  }

  private static long longestNs(StrategyRecord strategy, String load) {
    return PerfPoint.measures(strategy).entrySet().stream()
        .filter(one -> one.getKey().startsWith(load + ".") && one.getKey().endsWith(".wait_max_ns"))
        .mapToLong(one -> one.getValue())
        .max()
        .orElse(0);
  }
}
