// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * A point of stage perf: a load, what its tasks share, and how many they are.
 *
 * @param mode threads or processes
 */
public record PerfPoint(String load, String mode, int tasks) implements Comparable<PerfPoint> {
  static final String STAGE = "perf";
  static final String OPS = "ops_per_s";

  /** All points that were measured of some strategy, in order. */
  static TreeSet<PerfPoint> of(RunRecord run) {
    TreeSet<PerfPoint> points = new TreeSet<>();
    for (StrategyRecord strategy : run.strategies()) {
      for (String name : measures(strategy).keySet()) {
        String[] parts = name.split("\\.");
        if (parts.length == 4 && parts[3].equals(OPS)) {
          points.add(new PerfPoint(parts[0], parts[1], Integer.parseInt(parts[2])));
        }
      }
    }
    return points;
  }

  static SortedMap<String, Long> measures(StrategyRecord strategy) {
    return strategy.measures().getOrDefault(STAGE, new TreeMap<>());
  }

  /** A measure of a strategy at this point. */
  OptionalLong measure(StrategyRecord strategy, String measure) {
    Long value = measures(strategy).get(load + "." + mode + "." + tasks + "." + measure);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Override
  public int compareTo(PerfPoint other) {
    return Comparator.comparing(PerfPoint::load)
        .thenComparing(PerfPoint::mode, Comparator.reverseOrder())
        .thenComparing(PerfPoint::tasks)
        .compare(this, other);
  }
}
