// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.util.List;

/**
 * What one line of a chart shows.
 *
 * @param name for people
 * @param number the same in all charts of a page: by it the line has its shape, dashes and colour
 * @param points from left to right
 */
public record Series(String name, int number, List<Point> points) {

  /**
   * A point.
   *
   * @param text its values, for people
   */
  public record Point(double x, double y, String text) {}

  public Series {
    points = List.copyOf(points);
  }
}
