// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Times for people, with three significant digits. */
public final class Durations {

  private record Unit(String name, long ns) {}

  private static final List<Unit> UNITS =
      List.of(new Unit("s", 1_000_000_000), new Unit("ms", 1_000_000), new Unit("µs", 1_000));
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Durations() {}

  /** A number of nanoseconds, such as {@code 2.49 s} or {@code 18.3 µs}. */
  public static String of(long ns) {
    for (Unit unit : UNITS) {
      // What rounds up to the next unit is written in it: 999 999 ns is 1 ms, not 1000 µs.
      BigDecimal rounded = new BigDecimal(ns).round(THREE_DIGITS);
      if (rounded.compareTo(BigDecimal.valueOf(unit.ns())) >= 0) {
        return plain(rounded.divide(BigDecimal.valueOf(unit.ns()))) + " " + unit.name();
      }
    }
    return ns + " ns";
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
