// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;

/**
 * Lines over two axes.
 *
 * @param title what it shows
 * @param across what the horizontal axis is
 * @param up what the vertical axis is
 */
public record LineChart(
    String title,
    String across,
    String up,
    List<Axis.Tick> xs,
    List<Axis.Tick> ys,
    List<Curve> curves) {
  private static final int LEFT = 62;
  private static final int RIGHT = 422;
  private static final int TOP = 22;
  private static final int BOTTOM = 222;

  /**
   * One line.
   *
   * @param number by which it has its dashes and colour
   * @param path as SVG has it
   */
  public record Curve(String name, int number, String path, List<Dot> dots) {

    /** The shape of its points, as it stands in a legend of 34 by 12. */
    public String key() {
      return Marker.at(number, 17, 6);
    }
  }

  /**
   * One point.
   *
   * @param path as SVG has it
   * @param text its values
   */
  public record Dot(String path, String text) {}

  /** Both axes logarithmic; across, each value is written. */
  public static LineChart logarithmic(
      String title,
      String across,
      String up,
      List<Series> all,
      LongFunction<String> acrossText,
      LongFunction<String> upText) {
    SortedSet<Long> xs = new TreeSet<>(values(all.stream().flatMapToDouble(LineChart::xs)));
    List<Long> ys = values(all.stream().flatMapToDouble(LineChart::ys));
    return draw(
        new LineChart(title, across, up, List.of(), List.of(), List.of()),
        Axis.each(LEFT, RIGHT, xs, acrossText),
        Axis.log(BOTTOM, TOP, ys, upText),
        all);
  }

  /** Which share of something took no longer than a time, in nanoseconds. */
  public static LineChart cumulative(String title, String across, String up, List<Series> all) {
    List<Long> xs = values(all.stream().flatMapToDouble(LineChart::xs));
    return draw(
        new LineChart(title, across, up, List.of(), List.of(), List.of()),
        Axis.log(LEFT, RIGHT, xs, Durations::of),
        Axis.shares(BOTTOM, TOP),
        all);
  }

  private static DoubleStream xs(Series one) {
    return one.points().stream().mapToDouble(Series.Point::x);
  }

  private static DoubleStream ys(Series one) {
    return one.points().stream().mapToDouble(Series.Point::y);
  }

  private static List<Long> values(DoubleStream values) {
    return values.mapToObj(value -> Math.max(1, Math.round(value))).toList();
  }

  private static LineChart draw(LineChart words, Axis across, Axis up, List<Series> all) {
    List<Curve> curves = new ArrayList<>();
    for (Series one : all) {
      StringBuilder path = new StringBuilder();
      List<Dot> dots = new ArrayList<>();
      for (Series.Point point : one.points()) {
        int x = across.at(point.x());
        int y = up.at(point.y());
        path.append(path.isEmpty() ? "M" : " L").append(x).append(' ').append(y);
        dots.add(new Dot(Marker.at(one.number(), x, y), one.name() + ": " + point.text()));
      }
      curves.add(new Curve(one.name(), one.number(), path.toString(), dots));
    }
    return new LineChart(
        words.title, words.across, words.up, across.ticks(), up.ticks(), List.copyOf(curves));
  }
}
