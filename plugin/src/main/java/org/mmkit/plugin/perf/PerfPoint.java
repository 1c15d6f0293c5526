// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * A point of stage perf: a load, what its tasks share, and how many they are.
 *
 * @param mode threads, processes, or recorded: that of a recorded program
 */
public record PerfPoint(String load, String mode, int tasks) implements Comparable<PerfPoint> {
  static final String STAGE = "perf";
  static final String OPS = "ops_per_s";

  private static final Map<String, String> ONE =
      Map.of("threads", "thread", "processes", "process", "recorded", "task, recorded");

  private static final Pattern SIZED = Pattern.compile("(.+)-([0-9]{1,6})([kmg])");

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

  /** All measures of a strategy at this point, by their names. */
  SortedMap<String, Long> measuresOf(StrategyRecord strategy) {
    String prefix = load + "." + mode + "." + tasks + ".";
    TreeMap<String, Long> own = new TreeMap<>();
    measures(strategy)
        .tailMap(prefix)
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
              }
            });
    return own;
  }

  /** Whether it is a recorded program, and no load. */
  boolean isRecorded() {
    return mode.equals("recorded");
  }

  /** What it is, for people: {@code mmap1, 8 threads}. */
  String title() {
    return load + ", " + tasksText();
  }

  /** How many tasks, for people: {@code 8 threads}. */
  public String tasksText() {
    if (isRecorded() && tasks != 1) {
      return tasks + " tasks, recorded";
    }
    return tasks + " " + (tasks == 1 ? ONE.getOrDefault(mode, mode) : mode);
  }

  /** Its load without the size that its id ends in, if it does. */
  Optional<String> withoutSize() {
    Matcher matcher = SIZED.matcher(load);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The size that its load's id ends in, or 0. */
  long bytes() {
    Matcher matcher = SIZED.matcher(load);
    return matcher.matches()
        ? Long.parseLong(matcher.group(2)) << 10 * ("kmg".indexOf(matcher.group(3)) + 1)
        : 0;
  }

  @Override
  public int compareTo(PerfPoint other) {
    return Comparator.comparing((PerfPoint point) -> point.withoutSize().orElse(point.load))
        .thenComparing(PerfPoint::bytes)
        .thenComparing(PerfPoint::mode, Comparator.reverseOrder())
        .thenComparing(PerfPoint::tasks)
        .thenComparing(PerfPoint::load)
        .compare(this, other);
  }
}
