// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import static org.mmkit.suite.anchor.Anchor.Fit.CHECKED;
import static org.mmkit.suite.anchor.Anchor.Fit.FITTED;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.load.Mode;

/** Threads that only fault. */
final class FaultAnchors {
  private static final Stand MERGED = Stand.of("2s-40t-v4.15", "merged-5.8");
  private static final Stand PER_VMA = MERGED.with("pervma-6.4");
  private static final int[] TASKS = {1, 4, 12, 40};
  private static final double[] PUBLISHED = {628_011, 2_475_859, 3_517_751, 3_362_504};
  private static final int ALL = 40;
  private static final double TENTH = 0.1;

  private FaultAnchors() {}

  /** Faults a second of threads that fault in memory of their own. */
  static double own(Stand stand, int tasks) {
    return faults(stand, "pft_own", tasks);
  }

  private static double faults(Stand stand, String load, int tasks) {
    return stand.ops(load, Mode.THREADS, tasks, 40_000L + 20_000L * tasks);
  }

  static List<Anchor> all() {
    List<Anchor> anchors = new ArrayList<>();
    for (int i = 0; i < TASKS.length; i++) {
      anchors.add(
          Anchor.within(
              TENTH,
              "`pft_own`, " + TASKS[i] + (TASKS[i] == 1 ? " thread" : " threads") + ", faults/s",
              PUBLISHED[i],
              "pft in the range-lock series, v4.15-rc8",
              own(MERGED, TASKS[i]),
              TASKS[i] == 4 ? CHECKED : FITTED));
    }
    anchors.add(
        new Anchor(
            "`pft_own`, 40 threads, `pervma-6.4` ÷ `merged-5.8`",
            Double.NaN,
            "faults in VMAs of their own share no line",
            own(PER_VMA, ALL) / own(MERGED, ALL),
            Anchor.Fit.PREDICTED,
            3,
            Double.POSITIVE_INFINITY));
    anchors.add(
        new Anchor(
            "`pft_one`, 40 threads, `pervma-6.4` ÷ `merged-5.8`",
            Double.NaN,
            "faults in one VMA share the line of its lock in place of that of mmap_sem",
            faults(PER_VMA, "pft_one", ALL) / faults(MERGED, "pft_one", ALL),
            Anchor.Fit.PREDICTED,
            Double.NEGATIVE_INFINITY,
            1.5));
    return anchors;
  }
}
