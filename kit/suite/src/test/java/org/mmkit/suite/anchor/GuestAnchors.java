// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import static org.mmkit.suite.anchor.Anchor.Fit.CHECKED;
import static org.mmkit.suite.anchor.Anchor.Fit.FITTED;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.calibrate.Calibration;
import org.mmkit.suite.calibrate.Measurements;
import org.mmkit.suite.calibrate.Observed;
import org.mmkit.suite.calibrate.Trials;

/**
 * A guest with two CPUs on which will-it-scale ran: what the profile is fitted to, and what not.
 */
final class GuestAnchors {
  static final Stand STAND = Stand.of("zen4-2vcpu-6.18", "gather-6.12");
  private static final String FILE = "/org/mmkit/suite/calibrate/zen4-2vcpu-6.18.txt";
  private static final String SOURCE = "will-it-scale 75f66e4, medians of 5 to 7 windows";
  private static final double ALLOWED = 0.5;
  private static final double NS_PER_US = 1000;

  private GuestAnchors() {}

  /** What was measured on the machine. */
  static List<Observed> observed() {
    try (InputStream in = GuestAnchors.class.getResourceAsStream(FILE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Measurements.read(List.of(new CaseFile("zen4-2vcpu-6.18.txt", text))).all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Anchor> all() {
    Trials trials = Trials.with(STAND.strategy());
    List<Anchor> anchors = new ArrayList<>();
    for (Observed one : observed()) {
      double model = trials.value(one, STAND.profile());
      double unit = one.isMunmap() ? NS_PER_US : 1;
      anchors.add(
          Anchor.within(
              ALLOWED,
              what(one),
              one.value() / unit,
              one.isMunmap() ? "own program, medians" : SOURCE,
              model / unit,
              Calibration.isFitted(one) ? FITTED : CHECKED));
    }
    return anchors;
  }

  private static String what(Observed one) {
    if (one.isMunmap()) {
      return "munmap of " + one.load().replace("munmap-", "") + ", µs";
    }
    String tasks =
        one.tasks() == 1 ? one.mode().text().replaceAll("(es|s)$", "") : one.mode().text();
    return "`" + one.load() + "`, " + one.tasks() + " " + tasks + ", ops/s";
  }
}
