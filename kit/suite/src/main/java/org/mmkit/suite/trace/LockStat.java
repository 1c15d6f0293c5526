// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table that Linux 4.18 shows in {@code /proc/lock_stat}, version 0.4: the classes of
 * semaphores by their contentions, times in us with two digits. Points are functions; there is no
 * code whose addresses could be told, so these are 0. Other than the kernel it counts what was held
 * before a downgrade.
 */
final class LockStat {
  private static final int NAME_WIDTH = 40;
  private static final int COLUMNS = 12;
  private static final int WIDTH = NAME_WIDTH + 1 + COLUMNS * 15;
  private static final List<String> HEADS =
      List.of(
          "con-bounces",
          "contentions",
          "waittime-min",
          "waittime-max",
          "waittime-total",
          "waittime-avg",
          "acq-bounces",
          "acquisitions",
          "holdtime-min",
          "holdtime-max",
          "holdtime-total",
          "holdtime-avg");

  private final StringBuilder out = new StringBuilder();

  private LockStat() {}

  /** Of all holds of a run, in the order in which they ended. */
  static String of(List<Hold> holds) {
    List<Hold> ordered = new ArrayList<>(holds);
    ordered.sort(Comparator.comparingLong(Hold::fromPs).thenComparing(h -> h.track().id()));
    Map<String, LockClassStats> classes = new LinkedHashMap<>();
    for (Hold hold : ordered) {
      classes.computeIfAbsent(hold.lockClass(), name -> new LockClassStats()).add(hold);
    }
    List<Map.Entry<String, LockClassStats>> sorted = new ArrayList<>(classes.entrySet());
    sorted.sort(
        Comparator.comparingLong(
                (Map.Entry<String, LockClassStats> e) -> -e.getValue().contentions())
            .thenComparing(Map.Entry.comparingByKey()));
    LockStat table = new LockStat();
    table.header();
    sorted.forEach(entry -> table.lockClass(entry.getKey(), entry.getValue()));
    return table.out.toString();
  }

  private void header() {
    out.append("lock_stat version 0.4\n");
    rule('-', 0, WIDTH);
    out.append(String.format("%40s", "class name"));
    HEADS.forEach(head -> out.append(String.format(" %14s", head)));
    out.append('\n');
    rule('-', 0, WIDTH);
    out.append('\n');
  }

  private void rule(char c, int indent, int length) {
    out.append(" ".repeat(indent)).append(String.valueOf(c).repeat(length)).append('\n');
  }

  private void lockClass(String name, LockClassStats stats) {
    boolean read = stats.read().acquisitions() > 0;
    if (stats.write().acquisitions() > 0) {
      mode(String.format(read ? "%38s-W:" : "%40s:", name), stats.write());
    }
    if (read) {
      mode(String.format("%38s-R:", name), stats.read());
    }
    if (stats.contentions() > 0) {
      int length = name.length() + (read ? 2 : 0);
      points(name, length, stats.contentionPoints());
      points(name, length, stats.contendedPoints());
      out.append('\n');
      rule('.', 0, WIDTH);
      out.append('\n');
    }
  }

  private void mode(String name, LockModeStats stats) {
    out.append(name).append(String.format("%14d ", stats.contendedBounces()));
    times(stats.waits());
    out.append(String.format(" %14d ", stats.acquiredBounces()));
    times(stats.holds());
    out.append('\n');
  }

  private void times(LockTimes times) {
    out.append(String.format("%14d", times.count()));
    for (long ns : new long[] {times.minNs(), times.maxNs(), times.totalNs(), times.avgNs()}) {
      out.append(String.format(" %14s", us(ns)));
    }
  }

  /** Hundredths of a microsecond, rounded half up. */
  static String us(long ns) {
    long rounded = ns + 5;
    return String.format(Locale.ROOT, "%d.%02d", rounded / 1000, rounded % 1000 / 10);
  }

  private void points(String name, int length, Map<String, Long> points) {
    if (!points.isEmpty()) {
      rule('-', NAME_WIDTH - length, length);
    }
    points.forEach(
        (function, count) ->
            out.append(
                String.format(
                    "%40s %14d %29s %s\n", name, count, "[<0000000000000000>]", function)));
  }
}
