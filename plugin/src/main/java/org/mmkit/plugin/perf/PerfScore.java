// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * One number for each strategy: the mean of its scores, weighted by a {@link LoadWeights}, each
 * score counted from 0 to 1. A load counts once, with the mean of its points.
 *
 * @param strategy its id
 * @param score from 0 to 1, for people
 * @param loads how many loads count
 */
public record PerfScore(String strategy, String score, int loads) {
  private static final String SCORE = "score";
  private static final String LOADS = "score_loads";

  /** The same run, with the score of each strategy among its measures. */
  public static RunRecord add(RunRecord run, LoadWeights weights) {
    List<StrategyRecord> scored = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      TreeMap<String, List<Long>> byLoad = byLoad(run, strategy, weights);
      scored.add(byLoad.isEmpty() ? strategy : with(strategy, byLoad, weights));
    }
    return new RunRecord(run.seed(), run.provenance(), scored);
  }

  private static TreeMap<String, List<Long>> byLoad(
      RunRecord run, StrategyRecord strategy, LoadWeights weights) {
    TreeMap<String, List<Long>> byLoad = new TreeMap<>();
    for (PerfPoint point : PerfPoint.of(run)) {
      OptionalLong score = point.measure(strategy, SCORE);
      if (score.isPresent() && weights.weight(point.load()) > 0) {
        byLoad
            .computeIfAbsent(point.load(), load -> new ArrayList<>())
            .add(Math.max(0, score.getAsLong()));
      }
    }
    return byLoad;
  }

  private static StrategyRecord with(
      StrategyRecord strategy, TreeMap<String, List<Long>> byLoad, LoadWeights weights) {
    double sum = 0;
    double weight = 0;
    for (String load : byLoad.keySet()) {
      List<Long> scores = byLoad.getOrDefault(load, List.of());
      double mean = scores.stream().mapToLong(one -> one).sum() / (double) scores.size();
      sum += weights.weight(load) * mean;
      weight += weights.weight(load);
    }
    TreeMap<String, Long> perf = new TreeMap<>(PerfPoint.measures(strategy));
    perf.put(SCORE, Math.round(sum / weight));
    perf.put(LOADS, (long) byLoad.size());
    TreeMap<String, SortedMap<String, Long>> measures = new TreeMap<>(strategy.measures());
    measures.put(PerfPoint.STAGE, perf);
    return new StrategyRecord(
        strategy.id(), strategy.source(), strategy.verdict(), strategy.stages(), measures);
  }

  static List<PerfScore> of(RunRecord run) {
    List<PerfScore> scores = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      Long score = PerfPoint.measures(strategy).get(SCORE);
      if (score != null) {
        int loads = PerfPoint.measures(strategy).getOrDefault(LOADS, 0L).intValue();
        scores.add(new PerfScore(strategy.id(), PerfTable.thousandths(score), loads));
      }
    }
    return scores;
  }
}
