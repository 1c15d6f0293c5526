// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mmkit.plugin.chart.DataTable;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.plugin.chart.LineChart;
import org.mmkit.plugin.chart.Series;

/** How long page faults take: which share of them took no longer than a time. */
final class LatencyFigure {

  /** A share of the faults and the measure that says how long they took at most. */
  private record Share(double share, String text, String measure) {}

  private static final List<Share> SHARES =
      List.of(
          new Share(0.1, "10 %", "fault_p10_ns"),
          new Share(0.25, "25 %", "fault_p25_ns"),
          new Share(0.5, "50 %", "fault_p50_ns"),
          new Share(0.75, "75 %", "fault_p75_ns"),
          new Share(0.9, "90 %", "fault_p90_ns"),
          new Share(0.99, "99 %", "fault_p99_ns"),
          new Share(0.999, "99.9 %", "fault_p999_ns"),
          new Share(1, "all", "fault_max_ns"));

  private LatencyFigure() {}

  /** The figure of a point; empty where nothing faulted. */
  static Optional<LineFigure> of(List<Lines.Line> lines, PerfPoint point) {
    List<Series> all = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Lines.Line line : lines) {
      List<Series.Point> drawn = new ArrayList<>();
      List<String> row = new ArrayList<>(List.of(line.name()));
      for (Share share : SHARES) {
        OptionalLong ns = line.value(point, share.measure);
        row.add(ns.isPresent() ? Durations.of(ns.getAsLong()) : "");
        ns.ifPresent(
            value ->
                drawn.add(
                    new Series.Point(
                        Math.max(1, value),
                        share.share,
                        share.text + " within " + Durations.of(value))));
      }
      if (!drawn.isEmpty()) {
        all.add(new Series(line.name(), line.number(), drawn));
        rows.add(row);
      }
    }
    List<String> head = new ArrayList<>(List.of("within"));
    SHARES.forEach(share -> head.add(share.text));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LineFigure(
                LineChart.cumulative(
                    "page faults in " + point.title(), "time of a fault", "share of faults", all),
                new DataTable(head, rows)));
  }
}
