// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Locale;
import org.mmkit.suite.load.Site;
import org.mmkit.suite.load.Wait;

/** Long waits as sentences. */
final class WaitText {
  private static final long PS_PER_NS = 1000;
  private static final long PS_PER_US = 1_000_000;
  private static final long PS_PER_MS = 1_000_000_000;
  private static final double TEN = 10;

  private WaitText() {}

  static String of(Wait wait) {
    String waited = wait.task() + "'s " + call(wait.site()) + " waited " + time(wait.ps());
    if (wait.holder().isEmpty()) {
      return waited + " for mmap_sem, which was on its way to the next task.";
    }
    if (2 * wait.holderPs() < wait.ps()) {
      return inQueue(waited, wait);
    }
    String text = waited + " for ";
    String mode = wait.holderWrites() ? "writing" : "reading";
    text += wait.holder() + "'s " + call(wait.holderSite()) + ", which held mmap_sem for " + mode;
    return wait.before().isEmpty()
        ? text + "."
        : text + "; " + wait.before() + "'s " + call(wait.beforeSite()) + " stood before it.";
  }

  private static String inQueue(String waited, Wait wait) {
    return waited
        + " while others held mmap_sem "
        + wait.holds()
        + " times; "
        + wait.holder()
        + "'s "
        + call(wait.holderSite())
        + " had it longest, for "
        + time(wait.holderPs())
        + ".";
  }

  private static String call(Site site) {
    return switch (site) {
      case FAULT -> "page fault";
      case MAP_FIXED -> "mmap(MAP_FIXED)";
      case USER -> "end";
      default -> site.text();
    };
  }

  /** Three digits or so: {@code 31.2 ms}. */
  static String time(long ps) {
    if (ps >= PS_PER_MS) {
      return tenths(ps, PS_PER_MS) + " ms";
    }
    return ps >= PS_PER_US ? tenths(ps, PS_PER_US) + " us" : ps / PS_PER_NS + " ns";
  }

  private static String tenths(long ps, long unit) {
    return String.format(Locale.ROOT, "%.1f", Math.round(TEN * ps / unit) / TEN);
  }
}
