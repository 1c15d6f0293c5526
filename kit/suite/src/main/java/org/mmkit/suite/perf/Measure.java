// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.mmkit.suite.load.Holds;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Site;

/** What is measured of a point. Times of holds and waits are for each operation. */
enum Measure {
  /** Operations of all tasks in a second of virtual time. */
  OPS_PER_S(Measured::opsPerSecond),
  /** mmap_sem held for writing. */
  HOLD_EXCLUSIVE_NS(run -> perOp(run, Holds::exclusivePs)),
  /** mmap_sem held for reading, or after a downgrade. */
  HOLD_READ_NS(run -> perOp(run, Holds::readPs)),
  /** Waited for mmap_sem by tasks that wanted to read. */
  WAIT_READER_NS(run -> perOp(run, Holds::readerWaitPs)),
  /** Waited for mmap_sem by tasks that wanted to write. */
  WAIT_WRITER_NS(run -> perOp(run, Holds::writerWaitPs)),
  /** Half of the faults took no longer. */
  FAULT_P50_NS(run -> ns(run.faultPs(0.5))),
  FAULT_P99_NS(run -> ns(run.faultPs(0.99))),
  FAULT_MAX_NS(run -> ns(run.faultPs(1))),
  /** Mean time of a munmap from entry to return. */
  MUNMAP_NS(run -> ns(run.munmapPs()));

  private static final double PS_PER_NS = 1000;

  private final ToDoubleFunction<Measured> of;

  Measure(ToDoubleFunction<Measured> of) {
    this.of = of;
  }

  /** Its value in a run; negative if it has none there. */
  ToDoubleFunction<Measured> value() {
    return of;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private interface BySite {
    long ps(Holds holds, Site site);
  }

  private static double perOp(Measured run, BySite by) {
    ToLongFunction<Site> ps = site -> by.ps(run.holds(), site);
    return ns(Stream.of(Site.values()).mapToLong(ps).sum()) / Math.max(1, run.ops());
  }

  private static double ns(long ps) {
    return ps < 0 ? -1 : ps / PS_PER_NS;
  }
}
