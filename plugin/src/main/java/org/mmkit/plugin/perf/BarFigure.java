// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.mmkit.plugin.chart.BarChart;
import org.mmkit.plugin.chart.DataTable;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** Which calls hold mmap_sem and which wait for it, as bars with their table. */
public record BarFigure(BarChart chart, DataTable table) {

  /** What is split by call. */
  private record Kind(String measure, String words) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("hold_exclusive", "held for writing"),
          new Kind("hold_read", "held for reading"),
          new Kind("wait_reader", "readers waited"),
          new Kind("wait_writer", "writers waited"));

  /** The calls by their names in measures; the place is the colour. */
  private static final List<String> CALLS =
      List.of(
          "munmap",
          "mmap",
          "map_fixed",
          "brk",
          "mremap",
          "mprotect",
          "madvise",
          "mincore",
          "fork",
          "exit",
          "fault");

  /** The figure of a point; empty where nobody held the lock. */
  static Optional<BarFigure> of(RunRecord run, PerfPoint point) {
    List<BarChart.Row> rows = new ArrayList<>();
    for (StrategyRecord strategy : PerfTable.measured(run)) {
      for (Kind kind : KINDS) {
        List<BarChart.Amount> amounts = amounts(strategy, point, kind);
        if (!amounts.isEmpty()) {
          rows.add(new BarChart.Row(strategy.id() + ", " + kind.words, amounts));
        }
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BarFigure(
                BarChart.of("mmap_sem in " + point.title() + ", for each operation, by call", rows),
                table(rows)));
  }

  private static List<BarChart.Amount> amounts(
      StrategyRecord strategy, PerfPoint point, Kind kind) {
    List<BarChart.Amount> amounts = new ArrayList<>();
    for (String call : CALLS) {
      OptionalLong ns = point.measure(strategy, kind.measure + "_" + call + "_ns");
      if (ns.isPresent()) {
        String name = call.replace("map_fixed", "MAP_FIXED");
        amounts.add(new BarChart.Amount(name, CALLS.indexOf(call), ns.getAsLong()));
      }
    }
    return amounts;
  }

  private static DataTable table(List<BarChart.Row> rows) {
    Set<String> calls = new LinkedHashSet<>();
    rows.forEach(row -> row.amounts().forEach(amount -> calls.add(amount.name())));
    List<String> head = new ArrayList<>(List.of("for each operation"));
    head.addAll(calls);
    List<List<String>> cells = new ArrayList<>();
    for (BarChart.Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.label()));
      for (String call : calls) {
        line.add(
            row.amounts().stream()
                .filter(amount -> amount.name().equals(call))
                .map(amount -> Durations.of(amount.ns()))
                .findFirst()
                .orElse(""));
      }
      cells.add(line);
    }
    return new DataTable(head, cells);
  }
}
