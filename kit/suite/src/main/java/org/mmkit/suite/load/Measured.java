// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;

/**
 * What one run of a point came to.
 *
 * @param soundness whether it can be compared with others
 * @param window what was counted, and for how long
 * @param holds of mmap_sem, by call
 * @param ledger who waited for whom
 * @param interrupts sent to have other CPUs flush
 * @param latencies how long munmaps and faults took
 */
public record Measured(
    Soundness soundness,
    Window window,
    Holds holds,
    Ledger ledger,
    long interrupts,
    Latencies latencies) {

  /**
   * How the run ended.
   *
   * @param end of the machine
   * @param failure what the strategy threw, or null
   * @param violations the rules that were broken
   * @param trouble what a call answered that it may not, as a sentence; empty if all is well
   */
  public record Soundness(
      RunEnd end, @Nullable Throwable failure, List<Violation> violations, String trouble) {}

  /**
   * What was counted.
   *
   * @param ending why the measurement ended
   * @param ops operations while it measured
   * @param rounds of its loop that each task began and ended meanwhile, at least
   * @param ps for how long it measured
   * @param steps visible steps of the whole run
   */
  public record Window(Ending ending, long ops, int rounds, long ps, long steps) {}

  /**
   * How long things took.
   *
   * @param munmapPs mean time of a munmap, or -1 without one
   * @param faultsPs of faults, ascending
   */
  public record Latencies(long munmapPs, long[] faultsPs) {}

  private static final double PS_PER_SECOND = 1e12;

  /** Operations in a second. */
  public double opsPerSecond() {
    return ops() * PS_PER_SECOND / windowPs();
  }

  /** Operations while it measured. */
  public long ops() {
    return window.ops();
  }

  /** Picoseconds for which it measured. */
  public long windowPs() {
    return window.ps();
  }

  /** Whether it can be compared with others. */
  public boolean isSound() {
    return soundness.end() == RunEnd.COMPLETED
        && soundness.violations().isEmpty()
        && soundness.trouble().isEmpty();
  }

  /** The latency below which a share of the faults lies, or -1 if there were none. */
  public long faultPs(double share) {
    long[] faultsPs = latencies.faultsPs();
    int count = faultsPs.length;
    return count == 0 ? -1 : faultsPs[Math.min(count - 1, (int) (share * count))];
  }
}
