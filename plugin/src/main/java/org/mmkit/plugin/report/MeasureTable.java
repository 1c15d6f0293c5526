// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Measures of stage hold.
 *
 * @param columns names of the measures
 * @param rows one for each strategy that was measured
 */
public record MeasureTable(List<String> columns, List<Row> rows) {
  private static final List<String> MAIN =
      List.of(
          "exclusive_hold_ns",
          "exclusive_hold_sum_ns",
          "read_hold_ns",
          "total_ns",
          "fault_elsewhere_wait_ns",
          "fault_in_range_wait_ns",
          "mmap_wait_ns",
          "fault_behind_writer_wait_ns");

  /**
   * One strategy.
   *
   * @param values for people, in the order of the columns; empty where there is none
   */
  public record Row(String strategy, List<String> values) {}

  /** The measures that every run of the stage takes. */
  static MeasureTable main(RunRecord run) {
    Set<String> names = names(run);
    return table(run, MAIN.stream().filter(names::contains).toList());
  }

  /** All other measures. */
  static MeasureTable others(RunRecord run) {
    return table(run, names(run).stream().filter(name -> !MAIN.contains(name)).toList());
  }

  /** What to keep in mind about the numbers. */
  static List<String> notes(RunRecord run) {
    return run.strategies().stream()
        .filter(s -> s.id().startsWith("sections") && !hold(s).isEmpty())
        .map(
            s ->
                s.id()
                    + ": the lock is handed on in the order of arrival here, which is too kind to"
                    + " this strategy. On a real kernel it retakes the lock before the writer that"
                    + " waits has woken up, so that mmap waits longer than the table says.")
        .toList();
  }

  private static Set<String> names(RunRecord run) {
    Set<String> names = new TreeSet<>();
    run.strategies().forEach(s -> names.addAll(hold(s).keySet()));
    return names;
  }

  private static MeasureTable table(RunRecord run, List<String> columns) {
    List<Row> rows =
        run.strategies().stream()
            .filter(s -> columns.stream().anyMatch(hold(s)::containsKey))
            .map(s -> new Row(s.id(), columns.stream().map(c -> value(hold(s), c)).toList()))
            .toList();
    return new MeasureTable(columns, rows);
  }

  private static SortedMap<String, Long> hold(StrategyRecord strategy) {
    return strategy.measures().getOrDefault(HoldChart.STAGE, new TreeMap<>());
  }

  private static String value(SortedMap<String, Long> measures, String name) {
    Long value = measures.get(name);
    if (value == null) {
      return "";
    }
    return name.endsWith("_ns") ? Durations.of(value) : value.toString();
  }
}
