// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Small mappings that come and go beside each other: a downgrade can cost them more than it saves,
 * because a writer that finds the lock held for reading sleeps where it would have spun. How much
 * depends on the rule of the lock, so that only the rule of the machine's own kernel counts.
 */
final class ContendedGate {
  private static final double SLOWER_AT_MOST = 0.95;
  private static final double WHOLE = 1000;
  private static final Pattern UNDER_A_RULE = Pattern.compile("of_exclusive_(.+)_permille");

  private ContendedGate() {}

  /** The gate; empty where none of its points was measured. */
  static Optional<PerfGates.Gate> of(StrategyRecord strategy) {
    double worst = Double.MAX_VALUE;
    String where = "";
    TreeMap<String, Double> byRule = new TreeMap<>();
    for (String load : List.of("mmap1", "brk1")) {
      for (int tasks : List.of(8, 32)) {
        PerfPoint point = new PerfPoint(load, "threads", tasks);
        OptionalLong own = point.measure(strategy, PerfPoint.OPS);
        OptionalLong base = point.measure(strategy, "exclusive_ops_per_s");
        if (own.isPresent() && base.isPresent()) {
          double ratio = (double) own.getAsLong() / Math.max(1, base.getAsLong());
          if (ratio < worst) {
            worst = ratio;
            where = point.title();
          }
        }
        point
            .measuresOf(strategy)
            .forEach((measure, value) -> addRule(byRule, measure, value / WHOLE));
      }
    }
    return where.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PerfGates.Gate(
                strategy.id(), state(strategy, worst), sentence(worst, where, byRule)));
  }

  private static void addRule(Map<String, Double> byRule, String measure, double ratio) {
    Matcher matcher = UNDER_A_RULE.matcher(measure);
    if (matcher.matches()) {
      byRule.merge(matcher.group(1).replace('_', '.'), ratio, Math::min);
    }
  }

  private static PerfGates.State state(StrategyRecord strategy, double worst) {
    if (PerfPoint.measures(strategy).getOrDefault("policy_is_own", 1L) == 0) {
      return PerfGates.State.NOTED;
    }
    return worst >= SLOWER_AT_MOST ? PerfGates.State.OPEN : PerfGates.State.SHUT;
  }

  private static String sentence(double worst, String where, Map<String, Double> byRule) {
    String text =
        "Small mappings that come and go beside each other reach "
            + PerfGates.percent(worst)
            + " of the throughput of exclusive ("
            + where
            + ", the least of all); asked for is 95 %.";
    if (!byRule.isEmpty()) {
      text +=
          byRule.entrySet().stream()
              .map(one -> one.getKey() + " " + PerfGates.percent(one.getValue()))
              .collect(Collectors.joining(", ", " By the rule of the lock: ", "."));
    }
    return worst >= SLOWER_AT_MOST
        ? text
        : text
            + " A writer that finds the lock held for reading sleeps, and its wake-up takes longer"
            + " than the munmap: a downgrade pays only where the zap is long.";
  }
}
