// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Objects;
import org.mmkit.plugin.chart.Durations;

/** What the points of a part are given for. */
sealed interface Criterion {

  /** The stages that it is about, as far as it names them whole. */
  List<String> stages();

  /**
   * For cases that pass.
   *
   * @param patterns over {@code stage/id}
   * @param all whether one that fails takes all of the points, and not its share
   * @param above percent of the cases that give no points: what a strategy without a thought passes
   */
  record Cases(List<String> patterns, boolean all, int above) implements Criterion {

    public Cases {
      patterns = List.copyOf(patterns);
    }

    @Override
    public List<String> stages() {
      return patterns.stream().map(pattern -> pattern.split("/")[0]).toList();
    }

    /** The points for so many that passed of so many. */
    Points points(Points max, int passed, int asked) {
      if (passed == asked) {
        return max;
      }
      long counted = (long) passed * PERCENT - (long) above * asked;
      boolean none = all || counted <= 0;
      return none ? Points.ZERO : max.share(counted, (long) asked * (PERCENT - above));
    }

    private static final int PERCENT = 100;
  }

  /**
   * For rules that are not broken, whatever the case; all points or none.
   *
   * @param names ids or codes of rules, or patterns over them
   */
  record Rules(List<String> names) implements Criterion {

    public Rules {
      names = List.copyOf(names);
    }

    @Override
    public List<String> stages() {
      return List.of();
    }
  }

  /**
   * For a measure. Between the two limits times count by their order of magnitude, other numbers by
   * their distance.
   *
   * @param full where all points are given
   * @param none where none are; above or below the other
   */
  record Measure(String stage, String name, long full, long none, boolean time)
      implements Criterion {

    public Measure {
      Objects.requireNonNull(stage);
      Objects.requireNonNull(name);
    }

    @Override
    public List<String> stages() {
      return List.of(stage);
    }

    /** Its whole name, such as {@code hold.total_ns}. */
    String text() {
      return stage + "." + name;
    }

    /** A value with its unit, for people. */
    String shown(long value) {
      return time ? Durations.of(value) : Long.toString(value);
    }

    /** The points for a value. */
    Points points(Points max, long value) {
      boolean enough = full < none ? value <= full : value >= full;
      boolean tooBad = full < none ? value >= none : value <= none;
      if (enough) {
        return max;
      }
      return tooBad ? Points.ZERO : max.share(share(value), SHARE_OF);
    }

    private static final long SHARE_OF = 1_000_000;

    private long share(long value) {
      double way =
          time
              ? StrictMath.log((double) none / value) / StrictMath.log((double) none / full)
              : (double) (value - none) / (full - none);
      return (long) (way * SHARE_OF);
    }
  }
}
