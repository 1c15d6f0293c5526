// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * What the page shows of one load, or of one that runs with several sizes.
 *
 * @param load its id
 * @param title what it does; empty if that is not known
 * @param points where it was measured
 * @param lines charts of lines
 * @param bars charts of bars
 * @param waits its longest waits with each strategy
 */
public record LoadSection(
    String load,
    String title,
    List<PerfPoint> points,
    List<LineFigure> lines,
    List<BarFigure> bars,
    List<PerfWaits> waits) {

  static List<LoadSection> of(RunRecord run) {
    TreeMap<String, List<PerfPoint>> byFamily = new TreeMap<>();
    List<PerfPoint> all = PerfPoint.of(run).stream().filter(point -> !point.isRecorded()).toList();
    for (PerfPoint point : all) {
      byFamily.computeIfAbsent(family(point, all), key -> new ArrayList<>()).add(point);
    }
    List<PerfWaits> waits = PerfWaits.of(run);
    List<LoadSection> sections = new ArrayList<>();
    byFamily.forEach((family, points) -> sections.add(section(run, family, points, waits)));
    sections.sort(Comparator.comparingLong((LoadSection one) -> stake(run, one)).reversed());
    return sections;
  }

  /**
   * By how much the ideal is above exclusive at most, in percent: what matters most comes first.
   */
  private static long stake(RunRecord run, LoadSection section) {
    long most = 0;
    for (StrategyRecord strategy : PerfTable.measured(run)) {
      for (PerfPoint point : section.points) {
        OptionalLong exclusive = point.measure(strategy, "exclusive_ops_per_s");
        OptionalLong ideal = point.measure(strategy, "ideal_ops_per_s");
        if (exclusive.isPresent() && ideal.isPresent()) {
          most = Math.max(most, 100 * ideal.getAsLong() / Math.max(1, exclusive.getAsLong()));
        }
      }
    }
    return most;
  }

  /** The load, or what it has in common with those that differ from it by a size alone. */
  private static String family(PerfPoint point, List<PerfPoint> all) {
    Optional<String> base = point.withoutSize();
    boolean several =
        base.isPresent()
            && all.stream()
                .anyMatch(
                    other ->
                        !other.load().equals(point.load()) && other.withoutSize().equals(base));
    return several ? base.orElseThrow() : point.load();
  }

  private static LoadSection section(
      RunRecord run, String family, List<PerfPoint> points, List<PerfWaits> waits) {
    List<Lines.Line> lines = Lines.of(run);
    boolean sizes = points.stream().noneMatch(point -> point.load().equals(family));
    List<LineFigure> figures = new ArrayList<>();
    TreeMap<String, List<PerfPoint>> groups = new TreeMap<>(Comparator.reverseOrder());
    for (PerfPoint point : points) {
      String key = sizes ? point.tasksText() : point.mode();
      groups.computeIfAbsent(family + ", " + key, k -> new ArrayList<>()).add(point);
    }
    groups.forEach(
        (name, group) ->
            (sizes
                    ? LineFigure.sizes(
                        lines,
                        name,
                        group.stream().sorted(Comparator.comparing(PerfPoint::bytes)).toList())
                    : LineFigure.scaling(lines, name, group))
                .ifPresent(figures::add));
    PerfPoint busiest = busiest(points);
    LatencyFigure.of(lines, busiest).ifPresent(figures::add);
    List<PerfWaits> own =
        waits.stream()
            .filter(one -> points.stream().anyMatch(point -> point.load().equals(one.load())))
            .toList();
    return new LoadSection(
        family,
        own.isEmpty() || sizes ? "" : own.get(0).title(),
        points,
        figures,
        BarFigure.of(run, busiest).stream().toList(),
        own.stream().filter(one -> !one.sentences().isEmpty()).toList());
  }

  /** Threads before processes, and of these the most; of sizes the largest. */
  private static PerfPoint busiest(List<PerfPoint> points) {
    return points.stream()
        .max(
            Comparator.comparing(PerfPoint::mode)
                .thenComparing(PerfPoint::tasks)
                .thenComparing(PerfPoint::bytes))
        .orElseThrow();
  }
}
