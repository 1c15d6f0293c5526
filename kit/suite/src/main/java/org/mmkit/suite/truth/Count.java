// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of some random programs. */
final class Count {
  private long programs;
  private long calls;
  private long skipped;
  private long differing;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> open = new TreeMap<>();
  private final Map<String, Long> kinds = new TreeMap<>();

  void skip(String reason) {
    programs++;
    skipped++;
    reasons.merge(reason, 1L, Long::sum);
  }

  /** A program that all witnesses carried out; what they differ in is counted apart. */
  void add(Compared compared) {
    programs++;
    calls += compared.program().setup().size();
    if (!compared.open().isEmpty()) {
      open.merge(compared.open(), 1L, Long::sum);
    }
    differing += compared.differences().isEmpty() ? 0 : 1;
  }

  boolean hasSeen(String kind) {
    return kinds.containsKey(kind);
  }

  /** A kind of difference was seen; whether for the first time. */
  boolean differs(String kind) {
    return kinds.merge(kind, 1L, Long::sum) == 1;
  }

  void add(Count other) {
    programs += other.programs;
    calls += other.calls;
    skipped += other.skipped;
    differing += other.differing;
    other.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    other.open.forEach((reason, count) -> open.merge(reason, count, Long::sum));
    other.kinds.forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
  }

  boolean isClean() {
    return differing == 0;
  }

  /** One sentence. */
  String text() {
    long played = programs - skipped;
    double mean = played == 0 ? 0 : (double) calls / played;
    return String.format(
        Locale.ROOT,
        "%d programs compared, %.1f calls at the mean: %d differ, the specification leaves %d open,"
            + " %d skipped",
        played,
        mean,
        differing,
        sum(open),
        skipped);
  }

  /** The numbers of a whole stage, by the names of its measures. */
  SortedMap<String, Long> measures() {
    return new TreeMap<>(
        Map.of(
            TruthStage.COMPARED,
            programs - skipped,
            TruthStage.DIFFERING,
            differing,
            TruthStage.SKIPPED,
            skipped));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Lines of the record: the kinds of differences, what was left open, and what was skipped. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    write(lines, "differ", kinds);
    write(lines, "open", open);
    write(lines, "skip", reasons);
    return lines.toString();
  }

  private static void write(StringBuilder lines, String what, Map<String, Long> counts) {
    counts.forEach(
        (why, count) ->
            lines.append(what).append(' ').append(count).append(' ').append(why).append('\n'));
  }
}
