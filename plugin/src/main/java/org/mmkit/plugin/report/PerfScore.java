// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * One number for each strategy: the mean of its scores, weighted by {@code rubric.txt}, each score
 * counted from 0 to 1. A load counts once, with the mean of its points.
 *
 * @param strategy its id
 * @param score from 0 to 1, for people
 * @param loads how many loads count
 */
public record PerfScore(String strategy, String score, int loads) {
  private static final String RUBRIC = "rubric.txt";

  static List<PerfScore> of(RunRecord run) {
    TreeMap<String, Long> weights = weights();
    List<PerfScore> scores = new ArrayList<>();
    for (StrategyRecord strategy : PerfTable.measured(run)) {
      TreeMap<String, List<Long>> byLoad = new TreeMap<>();
      for (PerfPoint point : PerfPoint.of(run)) {
        OptionalLong score = point.measure(strategy, "score");
        if (score.isPresent()) {
          byLoad
              .computeIfAbsent(point.load(), load -> new ArrayList<>())
              .add(Math.max(0, score.getAsLong()));
        }
      }
      if (!byLoad.isEmpty()) {
        scores.add(mean(strategy.id(), byLoad, weights));
      }
    }
    return scores;
  }

  private static PerfScore mean(
      String strategy, TreeMap<String, List<Long>> byLoad, TreeMap<String, Long> weights) {
    double sum = 0;
    double weight = 0;
    for (String load : byLoad.keySet()) {
      List<Long> scores = byLoad.getOrDefault(load, List.of());
      double mean = scores.stream().mapToLong(one -> one).sum() / (double) scores.size();
      long of = weights.getOrDefault(load, weights.getOrDefault("*", 1L));
      sum += of * mean;
      weight += of;
    }
    long score = weight == 0 ? 0 : Math.round(sum / weight);
    return new PerfScore(strategy, PerfTable.thousandths(score), byLoad.size());
  }

  /** By load; {@code *} stands for all others. */
  private static TreeMap<String, Long> weights() {
    TreeMap<String, Long> weights = new TreeMap<>();
    try (InputStream in = PerfScore.class.getResourceAsStream(RUBRIC)) {
      if (in == null) {
        throw new IllegalStateException("the rubric is missing: " + RUBRIC);
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.strip().split("\\s+"))
          .forEach(words -> weights.put(words[0], Long.parseLong(words[1])));
      return weights;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RUBRIC, e);
    }
  }
}
