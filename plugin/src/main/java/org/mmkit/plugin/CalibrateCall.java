// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.plugin.run.CaseFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.calibrate.Calibration;
import org.mmkit.suite.calibrate.Measurements;
import org.mmkit.suite.calibrate.Trials;
import org.mmkit.suite.host.Measuring;

/** Fits a profile, prints what it was fitted to and how well, and writes it. */
final class CalibrateCall {
  private static final String SUFFIX = ".profile";
  private static final double PERCENT = 100;

  private final Log log;

  CalibrateCall(Log log) {
    this.log = log;
  }

  /**
   * Fits.
   *
   * @param files of measurements; none to measure this machine
   * @param profile a name or a file: where the search begins
   * @param strategy the id of a shipped one
   * @param output what is written, unless it would be of no use
   * @throws MojoFailureException if it would be
   */
  void run(List<Path> files, String profile, String strategy, Path output)
      throws MojoFailureException {
    String name = nameOf(output);
    MachineProfile base = base(profile);
    Trials trials = Trials.with(strategy);
    Measurements measured = Measurements.read(files.isEmpty() ? live() : read(files));
    measured.skipped().forEach(what -> log.warn("not measured: " + what));
    log.info("Fitting " + measured.all().size() + " measurements.");
    Calibration fit = Calibration.of(measured.on(base, name), trials, measured.all());
    print(fit);
    Optional<String> refusal = fit.refusal();
    if (refusal.isPresent()) {
      throw new MojoFailureException(refusal.get() + " Nothing was written.");
    }
    try {
      Path whole = output.resolveSibling(output.getFileName() + ".part");
      Files.writeString(whole, fit.fitted().text());
      Files.move(whole, output, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(output + " (mmkit.output) cannot be written: " + e + ".");
    }
    log.info("Wrote " + output + "; use it by mmkit:perf -Dmmkit.profile=" + output + ".");
  }

  private static String nameOf(Path output) {
    String file = String.valueOf(output.getFileName());
    if (!file.endsWith(SUFFIX) || file.length() == SUFFIX.length()) {
      throw new InputException("The file " + file + " (mmkit.output) must end in " + SUFFIX + ".");
    }
    return file.substring(0, file.length() - SUFFIX.length());
  }

  private static MachineProfile base(String profile) {
    try {
      if (profile.endsWith(SUFFIX)) {
        CaseFile file = CaseFiles.profile(Path.of(profile));
        return MachineProfile.read(file.name(), file.text());
      }
      return MachineProfile.byName(profile);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private static List<CaseFile> read(List<Path> files) {
    return files.stream().map(CaseFiles::measurements).toList();
  }

  private List<CaseFile> live() {
    log.info("Measuring this machine; that takes about two minutes. Nothing else should run.");
    return List.of(new CaseFile("this machine", Measuring.text()));
  }

  private void print(Calibration fit) {
    fit.figures().forEach(log::info);
    for (Calibration.Residual one : fit.residuals()) {
      log.info(
          String.format(
              Locale.ROOT,
              "%-26s measured %,14.0f, model %,14.0f, %+6.1f %%, %s",
              one.observed().name(),
              one.observed().value(),
              one.model(),
              PERCENT * (one.model() / one.observed().value() - 1),
              one.fitted() ? "fitted" : "a check"));
    }
    log.info(
        "Median error of what was fitted "
            + percent(fit.medianError(true))
            + ", of the checks "
            + percent(fit.medianError(false))
            + ".");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
  }
}
