// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The longest exclusive hold of each strategy as bars on a logarithmic axis, with the wait of a
 * fault elsewhere as a mark.
 *
 * @param height of the drawing
 * @param ticks of the axis
 * @param bars one for each strategy that was measured
 */
public record HoldChart(int height, List<Tick> ticks, List<Bar> bars) {
  static final String STAGE = "hold";
  private static final String BAR = "exclusive_hold_ns";
  private static final String MARK = "fault_elsewhere_wait_ns";
  private static final int LEFT = 190;
  private static final int RIGHT = 860;
  private static final int TOP = 30;
  private static final int ROW = 26;
  private static final int DECADE_MIN = 2;
  private static final int DECADE_MAX = 10;

  /** A line of the axis. */
  public record Tick(int x, String label) {}

  /**
   * One strategy.
   *
   * @param y top of its row
   * @param width of its bar
   * @param value the hold, for people
   * @param markX where the mark is; negative without one
   * @param mark the wait, for people
   */
  public record Bar(String strategy, int y, int width, String value, int markX, String mark) {}

  static HoldChart of(RunRecord run) {
    List<Bar> bars = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      SortedMap<String, Long> measures = strategy.measures().get(STAGE);
      if (measures != null && measures.containsKey(BAR)) {
        bars.add(bar(strategy.id(), measures, TOP + ROW * bars.size()));
      }
    }
    List<Tick> ticks = new ArrayList<>();
    long ns = 1;
    for (int decade = 0; decade <= DECADE_MAX; decade++, ns *= 10) {
      if (decade >= DECADE_MIN) {
        ticks.add(new Tick(x(ns), Durations.of(ns)));
      }
    }
    return new HoldChart(TOP + ROW * bars.size() + 10, ticks, bars);
  }

  /** How long a strategy held it, for people; empty if nobody measured. */
  static String held(StrategyRecord strategy) {
    Long hold = strategy.measures().getOrDefault(STAGE, new TreeMap<>()).get(BAR);
    return hold == null ? "" : Durations.of(hold);
  }

  private static Bar bar(String strategy, SortedMap<String, Long> measures, int y) {
    long hold = measures.getOrDefault(BAR, 0L);
    Long wait = measures.get(MARK);
    return new Bar(
        strategy,
        y,
        Math.max(1, x(hold) - LEFT),
        Durations.of(hold),
        wait == null ? -1 : x(wait),
        wait == null ? "" : Durations.of(wait));
  }

  private static int x(long ns) {
    // StrictMath: the same picture on every JDK.
    double decade = ns <= 0 ? DECADE_MIN : StrictMath.log10(ns);
    double bounded = Math.max(DECADE_MIN, Math.min(DECADE_MAX, decade));
    return LEFT
        + (int)
            StrictMath.rint((RIGHT - LEFT) * (bounded - DECADE_MIN) / (DECADE_MAX - DECADE_MIN));
  }
}
