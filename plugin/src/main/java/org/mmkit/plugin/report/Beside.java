// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.Objects;
import java.util.Optional;
import org.mmkit.plugin.compare.RunComparison;

/**
 * What a report shows beside the results of its run.
 *
 * @param points where a rubric gives some
 * @param since how the run stands to one of before, where one was named
 */
public record Beside(Optional<PointsView> points, Optional<RunComparison> since) {
  /** Nothing. */
  public static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());

  public Beside {
    Objects.requireNonNull(points);
    Objects.requireNonNull(since);
  }
}
