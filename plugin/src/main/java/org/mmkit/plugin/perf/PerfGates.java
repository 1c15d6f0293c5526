// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * What a fast munmap may not be bought with. No gate changes a verdict or a score.
 *
 * @param gates those for which there are measures, of all strategies
 */
public record PerfGates(List<Gate> gates) {
  private static final double LONGER_AT_MOST = 1.05;
  private static final String CONFORMANCE = "conformance";

  /** How a gate stands. */
  public enum State {
    OPEN,
    SHUT,
    /** It is told and does not count. */
    NOTED
  }

  /**
   * One gate of one strategy.
   *
   * @param sentence why it stands so
   */
  public record Gate(String strategy, State state, String sentence) {}

  static PerfGates of(RunRecord run) {
    List<Gate> gates = new ArrayList<>();
    for (StrategyRecord strategy : PerfTable.measured(run)) {
      conformance(strategy).ifPresent(gates::add);
      alone(strategy, "munmap-80g", "A munmap of 80 GiB").ifPresent(gates::add);
      alone(strategy, "munmap-4k", "A munmap of one page, alone,").ifPresent(gates::add);
      ContendedGate.of(strategy).ifPresent(gates::add);
    }
    return new PerfGates(gates);
  }

  private static Optional<Gate> conformance(StrategyRecord strategy) {
    return strategy.stages().stream()
        .filter(stage -> stage.id().equals(CONFORMANCE))
        .findFirst()
        .map(stage -> gate(strategy, failures(stage) == 0, conformance(failures(stage))));
  }

  private static long failures(StageRecord stage) {
    return stage.cases().stream().filter(c -> c.failsTheStrategy()).count();
  }

  private static String conformance(long failures) {
    return failures == 0
        ? "Conformance passed."
        : "Conformance failed in "
            + failures
            + (failures == 1 ? " case" : " cases")
            + ": no speed makes up for it.";
  }

  private static Optional<Gate> alone(StrategyRecord strategy, String load, String what) {
    PerfPoint point = new PerfPoint(load, "threads", 1);
    OptionalLong own = point.measure(strategy, "munmap_ns");
    OptionalLong base = point.measure(strategy, "exclusive_munmap_ns");
    if (own.isEmpty() || base.isEmpty()) {
      return Optional.empty();
    }
    double ratio = (double) own.getAsLong() / Math.max(1, base.getAsLong());
    return Optional.of(
        gate(
            strategy,
            ratio <= LONGER_AT_MOST,
            what
                + " takes "
                + percent(ratio)
                + " of the time of exclusive; asked for is at most 105 %."));
  }

  private static Gate gate(StrategyRecord strategy, boolean open, String sentence) {
    return new Gate(strategy.id(), open ? State.OPEN : State.SHUT, sentence);
  }

  static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * ratio);
  }
}
