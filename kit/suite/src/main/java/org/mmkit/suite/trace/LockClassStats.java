// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to the semaphores of one class; holds come in the order of their beginnings. */
final class LockClassStats {
  /** So many functions are told, the first ones. */
  private static final int POINTS = 4;

  private static final long PS_PER_NS = 1000;

  private final LockModeStats write = new LockModeStats();
  private final LockModeStats read = new LockModeStats();
  private final Map<String, Long> contentionPoints = new LinkedHashMap<>();
  private final Map<String, Long> contendedPoints = new LinkedHashMap<>();

  /** The holds of each semaphore so far. */
  private final Map<Long, List<Hold>> before = new HashMap<>();

  void add(Hold hold) {
    List<Hold> earlier = before.computeIfAbsent(hold.lock(), id -> new ArrayList<>());
    LockModeStats stats = hold.writes() ? write : read;
    if (hold.waitedPs() > 0) {
      Hold last = lastAt(hold.askedPs(), earlier);
      stats.waited(hold.waitedPs() / PS_PER_NS, last != null && isElsewhere(last, hold));
      count(contentionPoints, hold);
      if (last != null) {
        count(contendedPoints, last);
      }
    }
    Hold last = earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
    stats.held((hold.toPs() - hold.fromPs()) / PS_PER_NS, last != null && isElsewhere(last, hold));
    earlier.add(hold);
  }

  private static boolean isElsewhere(Hold last, Hold hold) {
    return last.track().cpu() != hold.track().cpu();
  }

  /** The hold that had begun last at a time; null if none had. */
  private static @Nullable Hold lastAt(long ps, List<Hold> earlier) {
    int i = earlier.size() - 1;
    while (i >= 0 && earlier.get(i).fromPs() > ps) {
      i--;
    }
    return i < 0 ? null : earlier.get(i);
  }

  private static void count(Map<String, Long> points, Hold hold) {
    String function = KernelNames.entry(hold.site());
    if (points.containsKey(function) || points.size() < POINTS) {
      points.merge(function, 1L, Long::sum);
    }
  }

  LockModeStats write() {
    return write;
  }

  LockModeStats read() {
    return read;
  }

  long contentions() {
    return write.waits().count() + read.waits().count();
  }

  /** Where tasks waited, and how often. */
  Map<String, Long> contentionPoints() {
    return contentionPoints;
  }

  /** Where the lock had been taken for which they waited. */
  Map<String, Long> contendedPoints() {
    return contendedPoints;
  }
}
