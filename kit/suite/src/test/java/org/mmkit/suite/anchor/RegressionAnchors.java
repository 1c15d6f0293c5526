// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.load.Mode;

/** What the downgrade cost contended writers, until locks were changed. */
final class RegressionAnchors {
  private static final Stand MERGED = Stand.of("2s-40t-v4.15", "merged-5.8");

  private RegressionAnchors() {}

  private static double ratio(String policy, int tasks) {
    Stand merged = MERGED.under(policy);
    return mmap1(merged, tasks) / mmap1(merged.with("exclusive"), tasks);
  }

  private static double mmap1(Stand stand, int tasks) {
    return stand.medianOps("mmap1", Mode.THREADS, tasks, 300_000);
  }

  static List<Anchor> all() {
    List<Anchor> anchors = new ArrayList<>();
    for (int tasks : new int[] {8, 32}) {
      anchors.add(
          Anchor.predicted(
              what(tasks, "4.18"),
              "a writer cannot spin behind a reader, and has to be woken",
              ratio("4.18", tasks),
              0.35,
              0.7));
      anchors.add(
          Anchor.predicted(
              what(tasks, "5.11"),
              "writers spin behind readers for a while since Linux 5.3",
              ratio("5.11", tasks),
              0.85,
              Double.POSITIVE_INFINITY));
    }
    return anchors;
  }

  private static String what(int tasks, String policy) {
    return "`mmap1`, " + tasks + " threads, policy " + policy + ", `merged-5.8` ÷ `exclusive`";
  }
}
