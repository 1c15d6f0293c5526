// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars of parts, one below the other, on one scale from zero.
 *
 * @param title what it shows
 * @param height of the drawing
 */
public record BarChart(String title, int height, List<Bar> bars) {
  private static final int LEFT = 8;
  private static final int WIDTH = 424;
  private static final int TOP = 4;
  private static final int ROW = 40;
  private static final int WIDTH_OF_A_LETTER = 7;

  /**
   * A bar.
   *
   * @param y top of the row, with the label first and the bar below it
   */
  public record Bar(String label, int y, List<Part> parts) {}

  /**
   * A part of a bar.
   *
   * @param kind from 0, for its colour
   * @param name what it is, empty where it has no room for the word
   * @param text what it is and how much, for people
   */
  public record Part(int x, int width, int kind, String name, String text) {}

  /** An amount that a part shows, in nanoseconds. */
  public record Amount(String name, int kind, long ns) {}

  /** What a bar is made of. */
  public record Row(String label, List<Amount> amounts) {

    /** All its amounts together. */
    public long sum() {
      return amounts.stream().mapToLong(Amount::ns).sum();
    }
  }

  /** Draws rows; the longest has the whole width. */
  public static BarChart of(String title, List<Row> rows) {
    long most = Math.max(1, rows.stream().mapToLong(Row::sum).max().orElse(1));
    List<Bar> bars = new ArrayList<>();
    for (Row row : rows) {
      String label = row.label() + ": " + Durations.of(row.sum());
      bars.add(new Bar(label, TOP + ROW * bars.size(), parts(row, most)));
    }
    return new BarChart(title, TOP + ROW * bars.size(), bars);
  }

  private static List<Part> parts(Row row, long most) {
    List<Part> parts = new ArrayList<>();
    long before = 0;
    for (Amount amount : row.amounts()) {
      int x = x(before, most);
      before += amount.ns();
      int width = Math.max(1, x(before, most) - x);
      boolean fits = WIDTH_OF_A_LETTER * (amount.name().length() + 1) < width;
      parts.add(
          new Part(
              x,
              width,
              amount.kind(),
              fits ? amount.name() : "",
              amount.name() + ": " + Durations.of(amount.ns())));
    }
    return parts;
  }

  private static int x(long ns, long most) {
    return LEFT + (int) StrictMath.rint((double) WIDTH * ns / most);
  }
}
