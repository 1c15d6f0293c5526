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
    return wait.holder()
        .map(holder -> waited + behind(wait, holder))
        .orElse(waited + " for mmap_sem, which was on its way to the next task.");
  }

  private static String behind(Wait wait, Wait.Holder holder) {
    if (2 * holder.ps() < wait.ps()) {
      return " while others held mmap_sem "
          + wait.holds()
          + " times; "
          + owner(holder)
          + " had it longest, for "
          + time(holder.ps())
          + ".";
    }
    String mode = holder.writes() ? "writing" : "reading";
    String text = " for " + owner(holder) + ", which held mmap_sem for " + mode;
    return wait.before()
        .map(before -> text + "; " + owner(before) + " stood before it.")
        .orElse(text + ".");
  }

  private static String owner(Wait.Holder holder) {
    return holder.task() + "'s " + call(holder.site());
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
