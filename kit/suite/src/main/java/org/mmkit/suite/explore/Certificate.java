// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Locale;
import org.mmkit.machine.search.SearchProgress;
import org.mmkit.suite.program.Program;

/**
 * How far a search of one scenario reaches: what "found nothing" means.
 *
 * @param tasks that run at once
 * @param bound the largest number of preemptions up to which every schedule was run, or -1
 * @param deviations choices other than the ordinary one that those schedules may make
 * @param everything whether that was every schedule there is
 * @param schedules run in those bounds
 * @param traces classes of schedules that differ only in the order of independent steps, among them
 * @param cutAfter schedules after which the budget ended, if it ended before all was done; else 0
 * @param reduced traces of which one schedule each was run, where source-DPOR came to its end; it
 *     relies on each step naming all that it touches, and so claims less than the bounds do
 * @param random schedules run at random beyond the bounds
 * @param named whether each step of the program is known to name all that it touches
 */
public record Certificate(
    int tasks,
    int bound,
    int deviations,
    boolean everything,
    long schedules,
    long traces,
    long cutAfter,
    long reduced,
    long random,
    boolean named) {

  /** That of a search bound by bound and nothing else. */
  public static Certificate ofBounded(
      Program program, int deviations, SearchProgress progress, int wanted) {
    Builder certificate = new Builder(program, deviations);
    certificate.bounded(progress, wanted);
    return certificate.build();
  }

  /** Whether nothing is left to search: every schedule was run, or one of each trace. */
  public boolean isExhausted() {
    return everything || reduced > 0 && named;
  }

  /**
   * One line, such as {@code exhausted: 2 tasks, 46 traces; ≤ 2 preemptions: 169 schedules} or
   * {@code bounded (2 preemptions): 3 tasks, 1 724 schedules, 61 traces}.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (isExhausted()) {
      text.append("exhausted: ").append(count(tasks, "task"));
      text.append(everything ? ", all schedules" : "");
      text.append(faults()).append(", ").append(count(everything ? traces : reduced, "trace"));
      if (everything) {
        text.append(", ").append(count(schedules, "schedule"));
      } else if (bound >= 0) {
        text.append("; ≤ ").append(count(bound, "preemption")).append(": ");
        text.append(count(schedules, "schedule"));
      }
    } else if (bound >= 0) {
      text.append("bounded (").append(count(bound, "preemption")).append("): ");
      text.append(count(tasks, "task")).append(faults());
      text.append(", ").append(count(schedules, "schedule"));
      text.append(", ").append(count(traces, "trace"));
    }
    if (reduced > 0 && !isExhausted()) {
      text.append(text.length() > 0 ? "; " : "").append("one schedule of each of ");
      text.append(count(reduced, "trace")).append(" that the steps tell apart");
    }
    if (cutAfter > 0) {
      text.append(text.length() > 0 ? "; " : "").append("budget ended after ");
      text.append(count(cutAfter, "schedule")).append(" of ≤ ");
      text.append(count(bound + 1, "preemption"));
    }
    if (random > 0) {
      text.append(text.length() > 0 ? "; " : "").append(number(random)).append(" at random");
    }
    return text.length() == 0 ? "budget ended before the first schedule" : text.toString();
  }

  private String faults() {
    return deviations > 0 ? ", ≤ " + count(deviations, "fault") : "";
  }

  private static String count(long value, String what) {
    return number(value) + " " + what + (value == 1 ? "" : "s");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }

  /** Puts a certificate together as a search goes on. */
  static final class Builder {
    private final int tasks;
    private final int deviations;
    private int bound = -1;
    private boolean everything;
    private long schedules;
    private long traces;
    private long cutAfter;
    private long reduced;
    private long random;
    private final boolean named;

    Builder(Program program, int deviations) {
      this.tasks = program.tasks().size();
      this.deviations = deviations;
      this.named = NamedSteps.in(program);
    }

    /** A search bound by bound has ended. */
    void bounded(SearchProgress progress, int wanted) {
      bound = progress.preemptionsExhausted();
      everything = progress.everything();
      for (SearchProgress.Level level : progress.levels()) {
        schedules += level.schedules();
        traces += level.newTraces();
      }
      if (bound < wanted && !everything) {
        cutAfter = progress.executions();
      }
    }

    /** A search of one schedule of each trace has ended. */
    void traces(SearchProgress progress) {
      reduced = progress.exhausted() ? progress.traces() : 0;
    }

    void random(long count) {
      random = count;
    }

    Certificate build() {
      return new Certificate(
          tasks,
          bound,
          deviations,
          everything,
          schedules,
          traces,
          cutAfter,
          reduced,
          random,
          named);
    }
  }
}
