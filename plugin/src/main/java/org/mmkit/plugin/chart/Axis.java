// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

/** An axis: where a value is drawn, and which values are written at it. */
public final class Axis {
  private static final int TICKS_MAX = 7;
  private static final long[] STEPS = {1, 2, 5};
  private static final long TEN = 10;

  /** What is so rare is drawn at the end. */
  private static final double RAREST = 1e-4;

  private static final List<Double> SHARES = List.of(0.0, 0.5, 0.9, 0.99, 0.999);

  private final int from;
  private final int to;
  private final double low;
  private final double high;
  private final DoubleUnaryOperator place;
  private final List<Tick> ticks = new ArrayList<>();

  /** A value that is written at its place. */
  public record Tick(int at, String text) {}

  private Axis(int from, int to, double low, double high, DoubleUnaryOperator place) {
    this.from = from;
    this.to = to;
    this.place = place;
    this.low = place.applyAsDouble(low);
    this.high = place.applyAsDouble(high);
  }

  /** A logarithmic axis with round numbers at both ends and between. */
  static Axis log(int from, int to, Collection<Long> values, LongFunction<String> text) {
    List<Long> round = steps(Collections.min(values), Collections.max(values));
    Axis axis = log(from, to, round.get(0), round.get(round.size() - 1));
    List<Long> shown = round;
    for (int every = 1; shown.size() > TICKS_MAX; every++) {
      int decades = every;
      shown = round.stream().filter(value -> isDecade(value, decades)).toList();
    }
    shown.forEach(value -> axis.ticks.add(new Tick(axis.at(value), text.apply(value))));
    return axis;
  }

  /** A logarithmic axis on which each value is written. */
  static Axis each(int from, int to, SortedSet<Long> values, LongFunction<String> text) {
    Axis axis = log(from, to, values.first(), values.last());
    values.forEach(value -> axis.ticks.add(new Tick(axis.at(value), text.apply(value))));
    return axis;
  }

  /** An axis of shares on which the rare ones have room: 0, 90 %, 99 % are equally far apart. */
  static Axis shares(int from, int to) {
    // StrictMath: the same picture on every JDK.
    Axis axis = new Axis(from, to, 0, 1, p -> -StrictMath.log10(Math.max(RAREST, 1 - p)));
    for (double share : SHARES) {
      axis.ticks.add(new Tick(axis.at(share), Numbers.percent(share)));
    }
    axis.ticks.add(new Tick(to, "all"));
    return axis;
  }

  private static Axis log(int from, int to, long low, long high) {
    return new Axis(from, to, low, high, StrictMath::log10);
  }

  /** 1, 2, 5, 10, 20 and so on, from the last that is not above the least to the greatest. */
  private static List<Long> steps(long least, long greatest) {
    List<Long> steps = new ArrayList<>();
    for (long decade = 1; steps.isEmpty() || last(steps) < greatest; decade *= TEN) {
      for (long step : STEPS) {
        long value = step * decade;
        if (steps.isEmpty() || last(steps) < greatest) {
          if (value <= least) {
            steps.clear();
          }
          steps.add(value);
        }
      }
    }
    if (steps.size() == 1) {
      steps.add(steps.get(0) * 2);
    }
    return steps;
  }

  private static long last(List<Long> steps) {
    return steps.get(steps.size() - 1);
  }

  /** Whether a value is a power of ten, and of those only each n-th counts. */
  private static boolean isDecade(long value, int every) {
    int zeros = String.valueOf(value).length() - 1;
    return String.valueOf(value).startsWith("1") && zeros % every == 0;
  }

  /** Where a value is drawn. */
  int at(double value) {
    double share = high == low ? 0.5 : (place.applyAsDouble(value) - low) / (high - low);
    return from + (int) StrictMath.rint(share * (to - from));
  }

  List<Tick> ticks() {
    return List.copyOf(ticks);
  }
}
