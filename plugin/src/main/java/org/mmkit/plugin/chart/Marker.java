// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.util.List;

/** The shape at the points of a line, by which it is known where colours are not seen. */
final class Marker {
  /** Each drawn from its middle: circle, square, triangle, diamond, triangle upside down, cross. */
  private static final List<String> SHAPES =
      List.of(
          "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
          "m-3.5-3.5h7v7h-7z",
          "m0-4.5l4.5 8h-9z",
          "m0-5l5 5l-5 5l-5-5z",
          "m0 4.5l4.5-8h-9z",
          "m-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z");

  private Marker() {}

  /** The shape of a line at a place. */
  static String at(int line, int x, int y) {
    return "M" + x + " " + y + SHAPES.get(line % SHAPES.size());
  }
}
