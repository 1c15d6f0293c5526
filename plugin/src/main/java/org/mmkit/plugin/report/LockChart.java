// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.record.Timeline;

/**
 * The holds of mmap_sem and the waits for it, over virtual time, in one of the runs: a row for each
 * task of each strategy.
 *
 * @param run its name
 * @param end of the axis, for people
 * @param endNs the same in nanoseconds
 */
public record LockChart(String run, int height, String end, long endNs, List<Row> rows) {
  private static final int LEFT = 250;
  private static final int RIGHT = 940;
  private static final int TOP = 24;
  private static final int ROW = 20;
  private static final int GAP = 8;

  /** The least width of a bar, in tenths of a pixel. */
  private static final int WIDTH_MIN = 15;

  /** Beyond this many bars in a row, those that touch on the screen are drawn as one. */
  private static final int BARS_MAX = 400;

  /**
   * One task of one strategy.
   *
   * @param strategy empty but for the first row of each
   * @param y top of the row
   * @param held sum of its holds for writing, for people
   * @param read sum of its other holds
   * @param waited sum of its waits
   */
  public record Row(
      String strategy,
      String task,
      int y,
      List<Bar> bars,
      String held,
      String read,
      String waited) {}

  /**
   * One hold or wait.
   *
   * @param x left end, as text with one decimal
   * @param kind class of the style sheet
   * @param title what it is, for people
   * @param fromNs where it begins, for those who zoom
   * @param toNs where it ends
   */
  public record Bar(String x, String width, String kind, String title, long fromNs, long toNs) {}

  /** A chart for each run, in the order in which the runs appear. */
  static List<LockChart> of(Timeline timeline) {
    Set<String> runs = new LinkedHashSet<>();
    timeline.lanes().values().forEach(lanes -> lanes.forEach(lane -> runs.add(lane.run())));
    return runs.stream().map(run -> chart(run, timeline)).toList();
  }

  private static LockChart chart(String run, Timeline timeline) {
    Map<String, Map<String, List<Lane>>> byTask = new LinkedHashMap<>();
    long end = 1;
    for (Map.Entry<String, List<Lane>> strategy : timeline.lanes().entrySet()) {
      for (Lane lane : strategy.getValue()) {
        if (lane.run().equals(run)) {
          byTask
              .computeIfAbsent(strategy.getKey(), s -> new LinkedHashMap<>())
              .computeIfAbsent(lane.task(), t -> new ArrayList<>())
              .add(lane);
          end = Math.max(end, lane.toNs());
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    int y = TOP;
    for (Map.Entry<String, Map<String, List<Lane>>> strategy : byTask.entrySet()) {
      String label = strategy.getKey();
      for (Map.Entry<String, List<Lane>> task : strategy.getValue().entrySet()) {
        rows.add(row(label, task.getKey(), y, task.getValue(), end));
        label = "";
        y += ROW;
      }
      y += GAP;
    }
    return new LockChart(run, y, Durations.of(end), end, rows);
  }

  private static Row row(String strategy, String task, int y, List<Lane> lanes, long end) {
    long write = sum(lanes, Set.of(Lane.Mode.WRITE));
    long read = sum(lanes, Set.of(Lane.Mode.READ, Lane.Mode.DOWNGRADED));
    long wait = sum(lanes, Set.of(Lane.Mode.WAIT));
    // A hold for writing that is shorter than a pixel must not hide behind what follows it.
    List<Bar> bars =
        joined(lanes, end).stream()
            .sorted(Comparator.comparing((Lane lane) -> lane.mode() == Lane.Mode.WRITE))
            .map(lane -> bar(lane, end))
            .toList();
    return new Row(
        strategy, task, y, bars, Durations.of(write), Durations.of(read), Durations.of(wait));
  }

  private static long sum(List<Lane> lanes, Set<Lane.Mode> modes) {
    return lanes.stream()
        .filter(l -> modes.contains(l.mode()))
        .mapToLong(l -> l.toNs() - l.fromNs())
        .sum();
  }

  private static List<Lane> joined(List<Lane> lanes, long end) {
    if (lanes.size() <= BARS_MAX) {
      return lanes;
    }
    List<Lane> joined = new ArrayList<>();
    for (Lane lane : lanes) {
      Lane last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && last.mode() == lane.mode()
          && tenths(lane.fromNs(), end) <= tenths(last.toNs(), end)) {
        joined.set(
            joined.size() - 1,
            new Lane(
                lane.run(),
                lane.task(),
                lane.mode(),
                last.fromNs(),
                Math.max(last.toNs(), lane.toNs())));
      } else {
        joined.add(lane);
      }
    }
    return joined;
  }

  private static Bar bar(Lane lane, long end) {
    long from = tenths(lane.fromNs(), end);
    long width = Math.max(WIDTH_MIN, tenths(lane.toNs(), end) - from);
    String mode = lane.mode().name().toLowerCase(Locale.ROOT);
    String title = lane.task() + " " + mode + " " + Durations.of(lane.toNs() - lane.fromNs());
    return new Bar(
        decimal(10L * LEFT + from), decimal(width), mode, title, lane.fromNs(), lane.toNs());
  }

  /** A time as tenths of a pixel from the left end of the axis. */
  private static long tenths(long ns, long end) {
    return Math.round((double) ns / end * 10 * (RIGHT - LEFT));
  }

  private static String decimal(long tenths) {
    return tenths / 10 + "." + tenths % 10;
  }
}
