// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmkit.suite.load.Wait;
import org.mmkit.suite.recording.Recording;
import org.mmkit.suite.recording.Replayed;

/** What a strategy does to a recorded program, as sentences. */
final class RecordingText {
  private static final double PS_PER_S = 1e12;
  private static final double PERCENT = 100;

  /** Differences below are none. */
  private static final double NOTHING = 0.01;

  private final Recording recording;
  private final String strategy;
  private final Replayed own;

  RecordingText(Recording recording, String strategy, Replayed own) {
    this.recording = recording;
    this.strategy = strategy;
    this.own = own;
  }

  /** The sentences, the answer first. */
  List<String> lines(Replayed exclusive, Replayed ideal) {
    List<String> lines = new ArrayList<>();
    lines.add(answer(exclusive));
    lines.add(possible(exclusive, ideal));
    lines.add(
        String.format(
            Locale.ROOT,
            "In calls on memory: %s with %s, %s with exclusive, %s ideal; in page faults: %s, %s,"
                + " %s.",
            WaitText.time(own.inCallsPs()),
            strategy,
            WaitText.time(exclusive.inCallsPs()),
            WaitText.time(ideal.inCallsPs()),
            WaitText.time(own.inFaultsPs()),
            WaitText.time(exclusive.inFaultsPs()),
            WaitText.time(ideal.inFaultsPs())));
    lines.add(likeTheLog());
    for (Replayed.Difference one : own.different()) {
      lines.add(one.count() + " x " + one.what() + "; first in line " + one.line() + ".");
    }
    lines.addAll(recording.remarks());
    for (Wait wait : own.measured().ledger().longest()) {
      lines.add(WaitText.of(wait));
    }
    return lines;
  }

  private String answer(Replayed exclusive) {
    double change = change(own, exclusive);
    String than =
        Math.abs(change) < NOTHING
            ? "less than 1 % away from exclusive: no difference for this program"
            : percent(Math.abs(change)) + (change < 0 ? " less" : " more") + " than exclusive";
    return recording.name()
        + " takes "
        + seconds(own)
        + " with "
        + strategy
        + ", "
        + than
        + " ("
        + seconds(exclusive)
        + ").";
  }

  private static String possible(Replayed exclusive, Replayed ideal) {
    double change = change(ideal, exclusive);
    return Math.abs(change) < NOTHING
        ? "No strategy can change much: even if no lock were held for a zap, it would take "
            + seconds(ideal)
            + "."
        : "If no lock were held for a zap, it would take "
            + seconds(ideal)
            + ", "
            + percent(Math.abs(change))
            + (change < 0 ? " less." : " more.");
  }

  private String likeTheLog() {
    return String.format(
        Locale.ROOT,
        "%s made %d calls again, of which %d gave another result (%.2f %%), and touched %d"
            + " pages again, of which %d had no mapping.",
        recording.taskCount() == 1 ? "1 task" : recording.taskCount() + " tasks",
        own.calls(),
        own.differentCalls(),
        PERCENT * own.differentCalls() / Math.max(1, own.calls()),
        own.faults(),
        own.missed());
  }

  private static double change(Replayed one, Replayed other) {
    return (double) one.measured().windowPs() / other.measured().windowPs() - 1;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
  }

  private static String seconds(Replayed run) {
    return String.format(Locale.ROOT, "%.4f s", run.measured().windowPs() / PS_PER_S);
  }
}
