// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * A curve on two logarithmic axes: operations a second over tasks, or the time of a munmap over its
 * size.
 *
 * @param title what it shows
 * @param lines one for each strategy and reference
 * @param xs labels of the horizontal axis
 * @param ys labels of the vertical axis
 */
public record PerfCurve(String title, List<Line> lines, List<Label> xs, List<Label> ys) {
  private static final int LEFT = 90;
  private static final int RIGHT = 700;
  private static final int TOP = 20;
  private static final int BOTTOM = 230;
  private static final String SWEEP = "munmap-";
  private static final String EXCLUSIVE = "exclusive_";

  /**
   * One line.
   *
   * @param path as SVG has it
   * @param number from 0, for its colour
   */
  public record Line(String name, String path, int number) {}

  /** A label of an axis at a place. */
  public record Label(int at, String text) {}

  /** What one line is made of: values by their place on the horizontal axis. */
  private record Series(String name, TreeMap<Long, Long> values) {}

  /** The curves of all loads that ran with several numbers of tasks, then the sweep by size. */
  static List<PerfCurve> of(RunRecord run) {
    TreeMap<String, List<PerfPoint>> byLoad = new TreeMap<>();
    List<PerfPoint> sweep = new ArrayList<>();
    for (PerfPoint point : PerfPoint.of(run)) {
      if (point.load().startsWith(SWEEP)) {
        sweep.add(point);
      } else {
        String key = point.load() + ", " + point.mode();
        byLoad.computeIfAbsent(key, load -> new ArrayList<>()).add(point);
      }
    }
    List<PerfCurve> curves = new ArrayList<>();
    byLoad.forEach(
        (load, points) -> {
          if (points.size() > 1) {
            draw(load + ": operations a second over tasks", series(run, points, PerfPoint.OPS))
                .ifPresent(curves::add);
          }
        });
    if (sweep.size() > 1) {
      draw("munmap alone: ns over bytes", series(run, sweep, "munmap_ns")).ifPresent(curves::add);
    }
    return curves;
  }

  private static List<Series> series(RunRecord run, List<PerfPoint> points, String measure) {
    List<Series> all = new ArrayList<>();
    List<StrategyRecord> measured = PerfTable.measured(run);
    all.add(series("exclusive (reference)", measured, points, EXCLUSIVE + measure));
    all.add(series("ideal", measured, points, "ideal_" + measure));
    for (StrategyRecord strategy : measured) {
      all.add(series(strategy.id(), List.of(strategy), points, measure));
    }
    return all.stream().filter(one -> one.values.size() > 1).toList();
  }

  private static Series series(
      String name, List<StrategyRecord> strategies, List<PerfPoint> points, String measure) {
    TreeMap<Long, Long> values = new TreeMap<>();
    for (PerfPoint point : points) {
      for (StrategyRecord strategy : strategies) {
        OptionalLong value = point.measure(strategy, measure);
        if (value.isPresent() && value.getAsLong() > 0) {
          values.putIfAbsent(x(point), value.getAsLong());
        }
      }
    }
    return new Series(name, values);
  }

  private static long x(PerfPoint point) {
    if (!point.load().startsWith(SWEEP)) {
      return point.tasks();
    }
    String size = point.load().substring(SWEEP.length());
    int unit = "kmg".indexOf(size.charAt(size.length() - 1)) + 1;
    return Long.parseLong(size.substring(0, size.length() - 1)) << 10 * unit;
  }

  private static Optional<PerfCurve> draw(String title, List<Series> series) {
    if (series.isEmpty()) {
      return Optional.empty();
    }
    Axis across = new Axis(LEFT, RIGHT);
    Axis up = new Axis(BOTTOM, TOP);
    series.forEach(one -> one.values.keySet().forEach(across::include));
    series.forEach(one -> one.values.values().forEach(up::include));
    List<Line> lines = new ArrayList<>();
    for (Series one : series) {
      StringBuilder path = new StringBuilder();
      one.values.forEach(
          (x, y) ->
              path.append(path.isEmpty() ? "M" : " L")
                  .append(across.at(x))
                  .append(' ')
                  .append(up.at(y)));
      lines.add(new Line(one.name, path.toString(), lines.size()));
    }
    return Optional.of(new PerfCurve(title, lines, across.labels(), up.labels()));
  }
}
