// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

/**
 * Fits the figures of work to what one task did. The time of an operation of one task is a sum of
 * figures, each as often as the operation does that work; so each figure is changed once to see how
 * often that is, and the rest is arithmetic.
 */
final class SingleTask {
  /** What is fitted; what no load tells apart stays as it was. */
  static final List<MmCost> FITTED =
      List.of(
          MmCost.MAP,
          MmCost.VMA_SPLIT,
          MmCost.VMA_NEW,
          MmCost.VMA_REMOVE,
          MmCost.FAULT,
          MmCost.COPY_PAGE,
          MmCost.ZAP_PTE,
          MmCost.ZAP_COLD,
          MmCost.ALLOC_TABLE,
          MmCost.FREE_TABLE);

  private static final double NUDGE = 1.25;
  private static final int STEPS = 40;
  private static final double NS_PER_SECOND = 1e9;

  private final Trials trials;
  private final MachineProfile base;
  private final List<Observed> observed;

  /** What the figures are at the base. */
  private final double[] first;

  /** For each load, its time at the base and how often it does each work. */
  private final Map<String, Sum> sums = new TreeMap<>();

  /**
   * The time of an operation as a sum.
   *
   * @param rest what depends on no fitted figure, in ns
   * @param times how often each is due
   */
  private record Sum(double rest, double[] times) {
    double ns(double[] figures) {
      double ns = rest;
      for (int i = 0; i < figures.length; i++) {
        ns += times[i] * figures[i];
      }
      return ns;
    }
  }

  SingleTask(Trials trials, MachineProfile base, List<Observed> observed) {
    this.trials = trials;
    this.base = base;
    this.observed = observed;
    this.first = FITTED.stream().mapToDouble(cost -> Figures.ns(base, cost)).toArray();
  }

  /** The figures that come nearest to the measurements, in ns, in the order of {@link #FITTED}. */
  double[] fit() {
    observed.forEach(one -> sums.computeIfAbsent(one.load(), load -> sum(one)));
    double[] moved = new double[first.length];
    for (int step = 0; step < STEPS; step++) {
      double[] now = moved(moved);
      List<double[]> slopes = new ArrayList<>();
      List<Double> residuals = new ArrayList<>();
      for (Observed one : observed) {
        slopes.add(slope(one, now));
        residuals.add(StrictMath.log(ns(one) / sumOf(one).ns(now)));
      }
      double[] by = Fitting.step(slopes, residuals, moved);
      for (int i = 0; i < moved.length; i++) {
        moved[i] += by[i];
      }
    }
    return moved(moved);
  }

  private Sum sumOf(Observed one) {
    return sums.getOrDefault(one.load(), new Sum(0, new double[FITTED.size()]));
  }

  private double[] moved(double[] by) {
    double[] now = new double[first.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = first[i] * StrictMath.exp(by[i]);
    }
    return now;
  }

  /** The names of the loads of which a work took a twentieth of the time or more. */
  List<String> toldBy(int figure) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Sum> one : sums.entrySet()) {
      Sum sum = one.getValue();
      if (sum.times[figure] * first[figure] >= sum.ns(first) / 20) {
        names.add(one.getKey());
      }
    }
    return names;
  }

  private double[] slope(Observed one, double[] figures) {
    Sum sum = sumOf(one);
    double ns = sum.ns(figures);
    double[] slope = new double[figures.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = sum.times[i] * figures[i] / ns;
    }
    return slope;
  }

  private static double ns(Observed one, double value) {
    return one.isMunmap() ? value : NS_PER_SECOND / value;
  }

  private static double ns(Observed one) {
    return ns(one, one.value());
  }

  private Sum sum(Observed one) {
    double before = ns(one, trials.value(one, base));
    double rest = before;
    double[] times = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      Cost cost = FITTED.get(i);
      MachineProfile nudged = Figures.with(base, cost, first[i] * NUDGE, "a trial");
      double more = ns(one, trials.value(one, nudged)) - before;
      times[i] = first[i] == 0 ? 0 : Math.max(0, more / (first[i] * (NUDGE - 1)));
      rest -= times[i] * first[i];
    }
    return new Sum(Math.max(0, rest), times);
  }
}
