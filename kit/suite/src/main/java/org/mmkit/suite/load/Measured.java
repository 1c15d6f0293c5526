// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;

/**
 * What one run of a point came to.
 *
 * @param end how the run of the machine ended
 * @param failure what the strategy threw, or null
 * @param violations the rules that were broken
 * @param trouble what a call answered that it may not, as a sentence; empty if all is well
 * @param ending why the measurement ended
 * @param ops operations while it measured
 * @param windowPs for how long it measured
 * @param holds of mmap_sem, by call
 * @param ledger who waited for whom
 * @param interrupts sent to have other CPUs flush
 * @param munmapPs mean time of a munmap, or -1 without one
 * @param faultsPs latencies of faults, ascending
 * @param steps visible steps of the whole run
 */
public record Measured(
    RunEnd end,
    @Nullable Throwable failure,
    List<Violation> violations,
    String trouble,
    Ending ending,
    long ops,
    long windowPs,
    Holds holds,
    Ledger ledger,
    long interrupts,
    long munmapPs,
    long[] faultsPs,
    long steps) {

  private static final double PS_PER_SECOND = 1e12;

  /** Operations in a second. */
  public double opsPerSecond() {
    return ops * PS_PER_SECOND / windowPs;
  }

  /** Whether it can be compared with others. */
  public boolean isSound() {
    return end == RunEnd.COMPLETED && violations.isEmpty() && trouble.isEmpty();
  }

  /** The latency below which a share of the faults lies, or -1 if there were none. */
  public long faultPs(double share) {
    int count = faultsPs.length;
    return count == 0 ? -1 : faultsPs[Math.min(count - 1, (int) (share * count))];
  }
}
