// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.CaseFile;

/**
 * Prints what a profile gives beside measurements, before and after it was fitted to them.
 * Arguments: profile, file of measurements, strategy.
 */
final class CalibrateTable {
  private CalibrateTable() {}

  public static void main(String[] args) throws java.io.IOException {
    MachineProfile base =
        args[0].endsWith(".profile")
            ? MachineProfile.read(args[0], Files.readString(Path.of(args[0])))
            : MachineProfile.byName(args[0]);
    List<Observed> observed =
        Measurements.read(List.of(new CaseFile(args[1], Files.readString(Path.of(args[1]))))).all();
    Trials trials = Trials.with(args[2]);
    long before = System.nanoTime();
    Calibration fit = Calibration.of(base, trials, observed);
    fit.figures().forEach(System.out::println);
    for (Calibration.Residual one : fit.residuals()) {
      System.out.printf(
          Locale.ROOT,
          "%-26s %,14.0f base %,14.0f fitted %,14.0f %+6.1f %% %s%n",
          one.observed().name(),
          one.observed().value(),
          trials.value(one.observed(), base),
          one.model(),
          100 * (one.model() / one.observed().value() - 1),
          one.fitted() ? "fitted" : "");
    }
    System.out.printf(
        "median of fitted %.3f, of others %.3f; %d runs, %d ms%n",
        fit.medianError(true),
        fit.medianError(false),
        trials.runs(),
        (System.nanoTime() - before) / 1_000_000);
    System.out.print(fit.fitted().text());
  }
}
