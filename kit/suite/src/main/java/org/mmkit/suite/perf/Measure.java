// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.mmkit.suite.load.Measured;

/** What is measured of a point as a whole; {@link SiteMeasure} has what is split by call. */
enum Measure {
  /** Operations of all tasks in a second of virtual time. */
  OPS_PER_S(Measured::opsPerSecond),
  /** A tenth of the faults took no longer. */
  FAULT_P10_NS(run -> ns(run.faultPs(0.1))),
  FAULT_P25_NS(run -> ns(run.faultPs(0.25))),
  FAULT_P50_NS(run -> ns(run.faultPs(0.5))),
  FAULT_P75_NS(run -> ns(run.faultPs(0.75))),
  FAULT_P90_NS(run -> ns(run.faultPs(0.9))),
  FAULT_P99_NS(run -> ns(run.faultPs(0.99))),
  FAULT_P999_NS(run -> ns(run.faultPs(0.999))),
  FAULT_MAX_NS(run -> ns(run.faultPs(1))),
  /** The longest wait of one task for mmap_sem. */
  WAIT_MAX_NS(run -> ns(run.ledger().longestPs())),
  /** Interrupts in a second that have other CPUs flush. */
  IPIS(run -> run.interrupts() * run.opsPerSecond() / Math.max(1, run.ops())),
  /** Mean time of a munmap from entry to return. */
  MUNMAP_NS(run -> ns(run.latencies().munmapPs()));

  private static final double PS_PER_NS = 1000;

  private final ToDoubleFunction<Measured> value;

  Measure(ToDoubleFunction<Measured> value) {
    this.value = value;
  }

  /** Its value in a run; negative if it has none there. */
  ToDoubleFunction<Measured> value() {
    return value;
  }

  /** The latencies of faults, the shortest first. */
  static List<Measure> faults() {
    return List.of(
        FAULT_P10_NS,
        FAULT_P25_NS,
        FAULT_P50_NS,
        FAULT_P75_NS,
        FAULT_P90_NS,
        FAULT_P99_NS,
        FAULT_P999_NS,
        FAULT_MAX_NS);
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double ns(long ps) {
    return ps < 0 ? -1 : ps / PS_PER_NS;
  }
}
