// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.mmkit.suite.load.Holds;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Site;

/** Times of mmap_sem, for each operation: in all, and by the call. */
enum SiteMeasure {
  /** Held for writing. */
  HOLD_EXCLUSIVE(Holds::exclusivePs),
  /** Held for reading, or after a downgrade. */
  HOLD_READ(Holds::readPs),
  /** Waited for by tasks that wanted to read. */
  WAIT_READER(Holds::readerWaitPs),
  /** Waited for by tasks that wanted to write. */
  WAIT_WRITER(Holds::writerWaitPs);

  private static final double PS_PER_NS = 1000;

  private final BySite by;

  /** A time in picoseconds. */
  private interface BySite {
    long ps(Holds holds, Site site);
  }

  SiteMeasure(BySite by) {
    this.by = by;
  }

  /** Of all calls. */
  ToDoubleFunction<Measured> inAll() {
    return run ->
        perOp(run, Stream.of(Site.values()).mapToLong(site -> by.ps(run.holds(), site)).sum());
  }

  /** Of one kind of call. */
  ToDoubleFunction<Measured> of(Site site) {
    return run -> perOp(run, by.ps(run.holds(), site));
  }

  /** Of all calls of a run together, in nanoseconds. */
  long ns(Measured run) {
    return Stream.of(Site.values()).mapToLong(site -> ns(run, site)).sum();
  }

  /** Of one kind of call of a run together, in nanoseconds. */
  long ns(Measured run, Site site) {
    return Math.round(by.ps(run.holds(), site) / PS_PER_NS);
  }

  String text() {
    return name().toLowerCase(Locale.ROOT) + "_ns";
  }

  String text(Site site) {
    return name().toLowerCase(Locale.ROOT) + "_" + site.text() + "_ns";
  }

  static double perOp(Measured run, long ps) {
    return ps / PS_PER_NS / Math.max(1, run.ops());
  }
}
