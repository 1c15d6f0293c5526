// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Violation;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.run.Setup;

/** How long mmap_sem is held and waited for while 128 MiB are unmapped. */
final class HoldMeasures {
  private static final long KIB = 1024;
  private static final long PAGE = 4 * KIB;
  private static final long LARGE = 128 * KIB * KIB;

  /** The threshold and section of series v1 to v4: a 64th of the range instead of an 80th. */
  private static final long SECTION = 2 * KIB * KIB;

  /** An exclusive hold that does not grow with the range stays below this. */
  private static final long SHORT_NS = 20_000;

  /** As many times the hold for one page are not due to the number of pages. */
  private static final long GROWTH = 10;

  /** A sixteenth of the time that the kernel's watchdog of latencies calls long. */
  private static final long STRETCH_NS = 1_000_000;

  private HoldMeasures() {}

  private static HoldRun.Result measure(Trial trial, long bytes, Probe probe, long arrivalNs) {
    Setup setup = trial.setup();
    Setup sections = setup.with(setup.kernel().withHpagePudSize(SECTION));
    return HoldRun.measure(
        trial.strategy(), sections, HoldRun.Range.ofOne(bytes), probe, arrivalNs);
  }

  private static List<Broken> violations(HoldRun.Result result) {
    List<Broken> found = new ArrayList<>();
    for (Violation violation : result.violations()) {
      found.add(new Broken(violation));
    }
    return found;
  }

  static List<Broken> exclusiveHold(Trial trial) {
    HoldRun.Result large = measure(trial, LARGE, Probe.NONE, 0);
    long onePage = measure(trial, PAGE, Probe.NONE, 0).exclusiveHoldSumNs();
    List<Broken> found = violations(large);
    long held = large.exclusiveHoldSumNs();
    if (held > SHORT_NS && held > GROWTH * onePage) {
      found.add(
          new Broken(
              SpecRule.PF1,
              "mmap_sem is held for writing for "
                  + held
                  + " ns to unmap 128 MiB, and for "
                  + onePage
                  + " ns to unmap a page"));
    }
    return found;
  }

  static List<Broken> knownWaiter(Trial trial) {
    HoldRun.Result result = disturbed(trial, Probe.FAULT_ELSEWHERE);
    List<Broken> found = violations(result);
    if (result.keptNs() > SHORT_NS) {
      found.add(
          new Broken(
              SpecRule.PF4,
              "mmap_sem is kept for "
                  + result.keptNs()
                  + " ns after its holder has seen that others wait"));
    }
    return found;
  }

  static List<Broken> behindWriter(Trial trial) {
    HoldRun.Result result = disturbed(trial, Probe.FAULT_BEHIND_WRITER);
    List<Broken> found = violations(result);
    boolean waitsLong = result.probeWaitNs() > result.totalNs() / 2;
    if (waitsLong && result.readHoldNs() > result.totalNs() / 2) {
      found.add(
          new Broken(
              SpecRule.PF2,
              "a fault elsewhere waits "
                  + result.probeWaitNs()
                  + " ns behind a writer, while mmap_sem is held for reading for "
                  + result.readHoldNs()
                  + " ns"));
    }
    return found;
  }

  static List<Broken> stretch(Trial trial) {
    HoldRun.Result result = measure(trial, LARGE, Probe.NONE, 0);
    List<Broken> found = violations(result);
    if (result.stretchNs() > STRETCH_NS) {
      found.add(
          new Broken(
              SpecRule.PF6,
              "munmap of 128 MiB keeps its CPU for " + result.stretchNs() + " ns at a stretch"));
    }
    return found;
  }

  /** The probe arrives a tenth of the way through. */
  private static HoldRun.Result disturbed(Trial trial, Probe probe) {
    long totalNs = measure(trial, LARGE, Probe.NONE, 0).totalNs();
    return measure(trial, LARGE, probe, totalNs / 10);
  }
}
