// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineProfile;

/**
 * Fits one figure to one load with two tasks. How two tasks get in each other's way is no sum of
 * figures, and need not even grow with one: so values all over the range are tried, and then those
 * around the best.
 */
final class PairedTasks {
  private static final int WIDE = 10;
  private static final int FINE = 6;
  private static final double OCTAVE = 2;

  private final Trials trials;

  PairedTasks(Trials trials) {
    this.trials = trials;
  }

  /** The profile with the value of the figure that comes nearest to the measurement. */
  MachineProfile fit(MachineProfile base, Cost cost, Observed observed) {
    String note = "fitted to " + observed.name();
    double best = Figures.ns(base, cost);
    double bestError = error(base, observed);
    double from = best;
    for (int i = -WIDE; i <= WIDE; i++) {
      double ns = from * StrictMath.pow(OCTAVE, i / 2.0);
      double error = error(Figures.with(base, cost, ns, note), observed);
      if (error < bestError) {
        best = ns;
        bestError = error;
      }
    }
    double step = StrictMath.pow(OCTAVE, 0.25);
    for (int i = 0; i < FINE; i++) {
      double middle = best;
      for (double ns : new double[] {middle / step, middle * step}) {
        double error = error(Figures.with(base, cost, ns, note), observed);
        if (error < bestError) {
          best = ns;
          bestError = error;
        }
      }
      step = StrictMath.sqrt(step);
    }
    return Figures.with(base, cost, best, note);
  }

  private double error(MachineProfile profile, Observed observed) {
    return Math.abs(StrictMath.log(trials.value(observed, profile) / observed.value()));
  }
}
