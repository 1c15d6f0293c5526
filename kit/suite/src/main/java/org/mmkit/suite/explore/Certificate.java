// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Locale;

/**
 * How far a search of one scenario reaches: what "found nothing" means.
 *
 * @param tasks that run at once
 * @param bound the largest number of preemptions up to which every schedule was run, or -1
 * @param deviations choices other than the ordinary one that those schedules may make
 * @param schedules run in those bounds
 * @param traces classes of schedules that differ only in the order of independent steps, among them
 * @param random schedules run at random beyond the bounds
 * @param cut whether the budget ended before the next bound was exhausted
 */
public record Certificate(
    int tasks, int bound, int deviations, long schedules, long traces, long random, boolean cut) {

  /** One line, such as {@code exhausted: 3 tasks, ≤ 2 preemptions, 1 724 traces}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (bound >= 0) {
      text.append("exhausted: ").append(tasks).append(tasks == 1 ? " task" : " tasks");
      text.append(", ≤ ").append(bound).append(bound == 1 ? " preemption" : " preemptions");
      if (deviations > 0) {
        text.append(", ≤ ").append(deviations).append(deviations == 1 ? " fault" : " faults");
      }
      text.append(", ").append(number(schedules)).append(" schedules, ");
      text.append(number(traces)).append(" traces");
    }
    if (cut) {
      text.append(text.length() > 0 ? "; " : "").append("budget ended within ≤ ");
      text.append(bound + 1).append(bound == 0 ? " preemption" : " preemptions");
    }
    if (random > 0) {
      text.append(text.length() > 0 ? "; " : "").append(number(random)).append(" at random");
    }
    return text.length() == 0 ? "budget ended before the first schedule" : text.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }
}
