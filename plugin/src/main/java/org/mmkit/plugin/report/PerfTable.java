// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * What stage perf measured: operations a second of each load and number of tasks.
 *
 * @param strategies the columns: those that were measured
 * @param rows one for each point
 */
public record PerfTable(List<String> strategies, List<Row> rows) {
  static final String STAGE = "perf";
  private static final String OPS = ".ops_per_s";

  /**
   * One point.
   *
   * @param mode threads or processes
   * @param values for people, in the order of the columns; empty where there is none
   */
  public record Row(String load, String mode, int tasks, List<String> values) {}

  static PerfTable of(RunRecord run) {
    List<StrategyRecord> measured =
        run.strategies().stream().filter(s -> !perf(s).isEmpty()).toList();
    TreeSet<String> points = new TreeSet<>();
    for (StrategyRecord strategy : measured) {
      perf(strategy).keySet().stream()
          .filter(name -> name.endsWith(OPS))
          .forEach(name -> points.add(name.substring(0, name.length() - OPS.length())));
    }
    List<Row> rows =
        points.stream()
            .map(point -> row(point, measured))
            .sorted(
                Comparator.comparing(Row::load)
                    .thenComparing(Row::mode, Comparator.reverseOrder())
                    .thenComparing(Row::tasks))
            .toList();
    return new PerfTable(measured.stream().map(StrategyRecord::id).toList(), rows);
  }

  private static Row row(String point, List<StrategyRecord> measured) {
    String[] parts = point.split("\\.");
    List<String> values = measured.stream().map(s -> value(perf(s).get(point + OPS))).toList();
    return new Row(parts[0], parts[1], Integer.parseInt(parts[2]), values);
  }

  private static String value(@Nullable Long opsPerSecond) {
    return opsPerSecond == null ? "" : String.format(Locale.ROOT, "%,d", opsPerSecond);
  }

  private static SortedMap<String, Long> perf(StrategyRecord strategy) {
    return strategy.measures().getOrDefault(STAGE, new TreeMap<>());
  }
}
