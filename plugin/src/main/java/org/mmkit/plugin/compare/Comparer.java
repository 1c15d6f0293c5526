// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.plugin.perf.Baseline;
import org.mmkit.plugin.perf.Comparison;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/** Compares two strategies that were asked the same. */
record Comparer(StrategyRecord before, RunRecord runNow, StrategyRecord now) {
  private static final String HOLD = "hold";
  private static final String NS = "_ns";

  StrategyComparison compare() {
    List<String> apart = Suites.apart(before, now);
    Map<String, String> failedBefore = failures(before, apart);
    Map<String, String> failsNow = failures(now, apart);
    Set<String> passes = passed(now);
    List<CaseChange> fresh = new ArrayList<>();
    List<CaseChange> gone = new ArrayList<>();
    List<CaseChange> still = new ArrayList<>();
    List<CaseChange> notJudged = new ArrayList<>();
    failsNow.forEach(
        (name, sentence) ->
            (failedBefore.containsKey(name) ? still : fresh).add(new CaseChange(name, sentence)));
    failedBefore.forEach(
        (name, sentence) -> {
          if (!failsNow.containsKey(name)) {
            (passes.contains(name) ? gone : notJudged).add(new CaseChange(name, sentence));
          }
        });
    return new StrategyComparison(
        now.id(),
        before.id(),
        before.verdict(),
        now.verdict(),
        new Changes<>(fresh, gone, still),
        notJudged,
        Changes.of(rules(before, apart), rules(now, apart)),
        measures(),
        apart);
  }

  /** Name to sentence, in the order of the run. */
  private static Map<String, String> failures(StrategyRecord of, List<String> apart) {
    Map<String, String> failures = new LinkedHashMap<>();
    for (StageRecord stage : of.stages()) {
      for (CaseRecord one : stage.cases()) {
        boolean counts = one.failsTheStrategy() || one.status() == CaseStatus.BROKEN;
        if (counts && !apart.contains(stage.id())) {
          failures.put(stage.id() + "/" + one.id(), one.headline());
        }
      }
    }
    return failures;
  }

  private static Set<String> passed(StrategyRecord of) {
    Set<String> passed = new TreeSet<>();
    for (StageRecord stage : of.stages()) {
      for (CaseRecord one : stage.cases()) {
        if (one.status() == CaseStatus.PASS && !one.failsTheStrategy()) {
          passed.add(stage.id() + "/" + one.id());
        }
      }
    }
    return passed;
  }

  private static List<String> rules(StrategyRecord of, List<String> apart) {
    Set<String> rules = new TreeSet<>();
    for (StageRecord stage : of.stages()) {
      if (!apart.contains(stage.id())) {
        stage.findings().stream()
            .filter(FindingRecord::isUnsafe)
            .map(FindingRecord::broken)
            .forEach(rule -> rules.add(rule.code() + " " + rule.id() + ": " + rule.title()));
      }
    }
    return List.copyOf(rules);
  }

  private List<MeasureChange> measures() {
    List<MeasureChange> all = new ArrayList<>();
    SortedMap<String, Long> old = before.measures().getOrDefault(HOLD, new TreeMap<>());
    now.measures()
        .getOrDefault(HOLD, new TreeMap<>())
        .forEach(
            (name, value) -> {
              Long was = old.get(name);
              if (was != null && name.endsWith(NS)) {
                all.add(
                    new MeasureChange(
                        name.substring(0, name.length() - NS.length()).replace('_', ' '),
                        Comparison.ofCost(value, was),
                        Durations.of(was),
                        Durations.of(value)));
              }
            });
    for (Baseline.Point point : Baseline.points(runNow, now, before)) {
      all.add(new MeasureChange(point.title(), point.word(), point.before(), point.now()));
    }
    return all;
  }
}
