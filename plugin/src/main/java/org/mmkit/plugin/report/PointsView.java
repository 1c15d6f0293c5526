// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import java.util.Objects;

/**
 * Points as a report shows them: numbers as text, and no more than everybody may see.
 *
 * @param title of the assignment
 * @param total such as {@code 62.5}
 * @param max what can be earned, without bonus
 * @param remark on what was taken off; may be empty
 */
public record PointsView(String title, String total, String max, String remark, List<Part> parts) {

  /**
   * A part.
   *
   * @param full whether all of its points are earned
   * @param share of its points that are earned, from 0 to 100
   */
  public record Part(
      String id, String points, String max, boolean full, int share, String sentence) {}

  public PointsView {
    Objects.requireNonNull(title);
    Objects.requireNonNull(total);
    Objects.requireNonNull(max);
    Objects.requireNonNull(remark);
    parts = List.copyOf(parts);
  }
}
