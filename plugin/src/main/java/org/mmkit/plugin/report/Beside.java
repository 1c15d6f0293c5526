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
 * @param titles of a page that is of something else than strategies
 */
public record Beside(
    Optional<PointsView> points, Optional<RunComparison> since, Optional<Titles> titles) {
  /** Nothing. */
  public static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());

  /**
   * What a page of several is called that are no strategies to choose from.
   *
   * @param page its title
   * @param things what its rows are, such as {@code exhibits}
   */
  public record Titles(String page, String things) {}

  /** What is known of a run of verify. */
  public Beside(Optional<PointsView> points, Optional<RunComparison> since) {
    this(points, since, Optional.empty());
  }

  /** A page with titles of its own. */
  public static Beside called(String page, String things) {
    return new Beside(Optional.empty(), Optional.empty(), Optional.of(new Titles(page, things)));
  }

  public Beside {
    Objects.requireNonNull(points);
    Objects.requireNonNull(since);
    Objects.requireNonNull(titles);
  }
}
