// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.mmkit.plugin.chart.DataTable;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.plugin.chart.LineChart;
import org.mmkit.plugin.chart.Numbers;
import org.mmkit.plugin.chart.Series;

/** Lines, with their table. */
public record LineFigure(LineChart chart, DataTable table) {
  private static final String MUNMAP_NS = "munmap_ns";

  /** What is drawn over what. */
  private record Axes(
      String title,
      String across,
      LongFunction<String> acrossText,
      String up,
      LongFunction<String> upText,
      String measure) {}

  /** Operations a second over the number of tasks. */
  static Optional<LineFigure> scaling(List<Lines.Line> lines, String name, List<PerfPoint> points) {
    return draw(
        new Axes(
            name, "tasks", Numbers::whole, "operations a second", Numbers::round, PerfPoint.OPS),
        PerfPoint::tasks,
        lines,
        points);
  }

  /** What a size decides: the time of a munmap, or operations a second. */
  static Optional<LineFigure> sizes(List<Lines.Line> lines, String name, List<PerfPoint> points) {
    boolean unmaps = name.startsWith("munmap,");
    return draw(
        unmaps
            ? new Axes(name, "size", Numbers::size, "time of a munmap", Durations::of, MUNMAP_NS)
            : new Axes(
                name, "size", Numbers::size, "operations a second", Numbers::round, PerfPoint.OPS),
        PerfPoint::bytes,
        lines,
        points);
  }

  private static Optional<LineFigure> draw(
      Axes axes, ToLongFunction<PerfPoint> x, List<Lines.Line> lines, List<PerfPoint> points) {
    List<Series> all = new ArrayList<>();
    for (Lines.Line line : lines) {
      List<Series.Point> drawn = new ArrayList<>();
      for (PerfPoint point : points) {
        line.value(point, axes.measure)
            .ifPresent(
                value ->
                    drawn.add(
                        new Series.Point(
                            x.applyAsLong(point),
                            value,
                            axes.acrossText.apply(x.applyAsLong(point))
                                + ", "
                                + text(axes, value))));
      }
      if (!drawn.isEmpty()) {
        all.add(new Series(line.name(), line.number(), drawn));
      }
    }
    if (points.size() < 2 || all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LineFigure(
            LineChart.logarithmic(
                axes.title, axes.across, axes.up, all, axes.acrossText, axes.upText),
            table(axes, x, lines, points)));
  }

  private static String text(Axes axes, long value) {
    return axes.measure.equals(MUNMAP_NS) ? Durations.of(value) : Numbers.whole(value);
  }

  private static DataTable table(
      Axes axes, ToLongFunction<PerfPoint> x, List<Lines.Line> lines, List<PerfPoint> points) {
    List<String> head = new ArrayList<>(List.of(axes.across));
    lines.forEach(line -> head.add(line.name()));
    List<List<String>> rows = new ArrayList<>();
    for (PerfPoint point : points) {
      List<String> row = new ArrayList<>(List.of(axes.acrossText.apply(x.applyAsLong(point))));
      for (Lines.Line line : lines) {
        OptionalLong value = line.value(point, axes.measure);
        row.add(value.isPresent() ? text(axes, value.getAsLong()) : "");
      }
      rows.add(row);
    }
    return new DataTable(head, rows);
  }
}
