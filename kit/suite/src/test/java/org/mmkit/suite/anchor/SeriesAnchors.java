// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import static org.mmkit.suite.anchor.Anchor.Fit.CHECKED;
import static org.mmkit.suite.anchor.Anchor.Fit.FITTED;

import java.util.List;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Mode;

/** The measurements of the munmap series of 2018. */
final class SeriesAnchors {
  private static final Stand SEED = Stand.of("xeon-e5-2680-2018", "exclusive");
  private static final double NS_PER_US = 1000;
  private static final double NS_PER_MS = 1e6;
  private static final double PS_PER_MS = 1e9;

  /** One thread fills and unmaps a large mapping over and over, three fault elsewhere. */
  private static final String MIX =
      """
      @mix | faults beside a mapping that comes and goes | perf | tasks=4 | ends=4096
      start: b = mmap(16m, RW, 'pa')
      loop: think(100)
      loop 0: a = mmap(64m, RW, 'pa'); touch(a, 64m); munmap(a, 64m)
      loop 1: touch(b, 16m); adv(b, 16m, 'DONTNEED')
      loop 2: touch(b, 16m); adv(b, 16m, 'DONTNEED')
      loop 3: touch(b, 16m); adv(b, 16m, 'DONTNEED')
      """;

  private SeriesAnchors() {}

  private static double holdNs(String strategy) {
    return hold(strategy, "undisturbed", "exclusive_hold_ns");
  }

  private static double hold(String strategy, String caseId, String measure) {
    StageRun run = StageRun.of("hold", strategy, 1, "hold/" + caseId);
    return run.result().measures().get(measure);
  }

  private static double munmapMs(String gibibytes) {
    String load =
        "@munmap-"
            + gibibytes
            + "g | all pages there | perf | tasks=1 | ends=1\n"
            + "loop: a = mmap("
            + gibibytes
            + "g, RW, 'pa', 'POPULATE'); munmap(a, "
            + gibibytes
            + "g); count(1)\n";
    return SEED.runText(load, Mode.THREADS, 1, 20_000).latencies().munmapPs() / PS_PER_MS;
  }

  private static double faults(String strategy) {
    Measured run = SEED.with(strategy).runText(MIX, Mode.THREADS, 4, 4_000_000);
    return run.opsPerSecond();
  }

  static List<Anchor> all() {
    return List.of(
        Anchor.within(
            0.02,
            "`exclusive`, 80 GiB, exclusive hold, ms",
            2485.684,
            "cover letter of v7: unmap_region",
            holdNs("exclusive") / NS_PER_MS,
            FITTED),
        Anchor.within(
            0.1,
            "`dead-v4`, 80 GiB, the second exclusive hold, ms",
            35.149,
            "cover letter of v4: do_munmap",
            holdNs("dead-v4") / NS_PER_MS,
            FITTED),
        atMost("`detach-v7`, 80 GiB, exclusive hold, µs", 8, 20, holdNs("detach-v7") / NS_PER_US),
        atMost("`merged-5.8`, 80 GiB, exclusive hold, µs", 8, 20, holdNs("merged-5.8") / NS_PER_US),
        Anchor.predicted(
            "`sections-v1`, 80 GiB, the wait of a fault elsewhere, ms",
            "one section of 1 GiB at 118.5 ns a page, or at 239 ns as in v1",
            hold("sections-v1", "fault-elsewhere", "fault_elsewhere_wait_ns") / NS_PER_MS,
            25,
            70),
        new Anchor(
            "munmap of 160 ÷ 80 GiB, `exclusive`",
            9.129 / 5.008,
            "cover letter of v1, 160 and 80 GB",
            munmapMs("160") / munmapMs("80"),
            CHECKED,
            1.8,
            2.05),
        new Anchor(
            "faults beside a mapping that comes and goes, `merged-5.8` ÷ `exclusive`",
            1.082,
            "cover letters of v1 and v2, stress-ng: +8.2 and +8.8 %",
            faults("merged-5.8") / faults("exclusive"),
            CHECKED,
            1.05,
            1.15));
  }

  private static Anchor atMost(String what, double real, double most, double model) {
    return new Anchor(
        what, real, "cover letter of v7, by time stamps of ftrace", model, CHECKED, 0, most);
  }
}
