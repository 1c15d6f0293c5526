// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** What has a line in the charts: the references, then each strategy that was measured. */
final class Lines {
  private static final String EXCLUSIVE = "exclusive";

  /**
   * One of them.
   *
   * @param number by which its lines are known on all charts
   * @param of whose measures have its values
   * @param prefix of the names of its measures
   */
  record Line(String name, int number, List<StrategyRecord> of, String prefix) {

    Line {
      of = List.copyOf(of);
    }

    /** What it reaches at a point. A reference is the same whichever strategy it stands beside. */
    OptionalLong value(PerfPoint point, String measure) {
      return of.stream()
          .map(strategy -> point.measure(strategy, prefix + measure))
          .filter(OptionalLong::isPresent)
          .findFirst()
          .orElse(OptionalLong.empty());
    }
  }

  private Lines() {}

  static List<Line> of(RunRecord run) {
    List<StrategyRecord> measured = PerfTable.measured(run);
    List<Line> lines = new ArrayList<>();
    if (measured.stream().noneMatch(strategy -> strategy.id().equals(EXCLUSIVE))) {
      lines.add(new Line("exclusive (reference)", 0, measured, "exclusive_"));
    }
    lines.add(new Line("ideal (reference)", 1, measured, "ideal_"));
    for (StrategyRecord strategy : measured) {
      int number = strategy.id().equals(EXCLUSIVE) ? 0 : 2 + measured.indexOf(strategy);
      lines.add(new Line(strategy.id(), number, List.of(strategy), ""));
    }
    return lines;
  }
}
