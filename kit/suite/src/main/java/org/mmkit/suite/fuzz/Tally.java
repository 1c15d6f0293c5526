// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the programs. */
final class Tally {
  private long alone;
  private long calls;
  private long beside;
  private long schedules;
  private long agreed;
  private long notModelled;
  private long undecided;
  private final Map<String, Long> unknown = new TreeMap<>();
  private final Map<String, Long> own = new TreeMap<>();

  void alone(int ofCalls, Verdict verdict) {
    alone++;
    calls += ofCalls;
    switch (verdict.kind()) {
      case AGREES -> agreed++;
      case UNKNOWN -> unknown.merge(verdict.why(), 1L, Long::sum);
      case NOT_MODELLED -> notModelled++;
      default -> {
        // Counted when it is known to whom it belongs.
      }
    }
  }

  void beside(long ofSchedules) {
    beside++;
    schedules += ofSchedules;
  }

  void undecided() {
    undecided++;
  }

  /** A program that shows a fault of mmkit itself; whether it is the first of its kind. */
  boolean own(String key) {
    return own.merge(key, 1L, Long::sum) == 1;
  }

  long programs() {
    return alone + beside;
  }

  /** How many programs without tasks agreed, and how many were open or not modelled. */
  long open() {
    return unknown.values().stream().mapToLong(Long::longValue).sum();
  }

  long ownFaults() {
    return own.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The kinds of faults of mmkit itself. */
  Map<String, Long> ownKinds() {
    return own;
  }

  /** One line. */
  String text(Coverage coverage, Corpus corpus) {
    StringBuilder text = new StringBuilder();
    text.append(alone).append(" programs, ").append(alone == 0 ? 0 : calls / alone);
    text.append(" calls at the mean: ").append(agreed).append(" agree, ");
    text.append(open()).append(" the specification leaves open");
    if (notModelled > 0) {
      text.append(", ").append(notModelled).append(" not modelled");
    }
    if (ownFaults() > 0) {
      text.append(", ").append(ownFaults()).append(" show a fault of mmkit itself");
    }
    text.append("; ").append(beside).append(" concurrent ones in ").append(schedules);
    text.append(" schedules");
    if (undecided > 0) {
      text.append(", ").append(undecided).append(" undecided");
    }
    text.append("; ").append(coverage.known()).append(" states and paths, ");
    text.append(corpus.size()).append(" programs kept");
    return text.toString();
  }
}
