// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * What an assignment allows: an upper bound for measures of stage {@code hold}, such as {@code
 * exclusive_hold<=20us, fault_elsewhere_wait<=100ms}. A strategy beyond one fails in the case that
 * measured it.
 *
 * @param boundsNs nanoseconds by the name of the measure, without its unit
 */
public record Limits(Map<String, Long> boundsNs) {
  /** The stage that measures. */
  public static final String STAGE = "hold";

  private static final Pattern LIMIT =
      Pattern.compile("([a-z_]+) *<= *([0-9]{1,12}) *(ns|us|ms|s)");
  private static final Map<String, Long> UNITS_NS =
      Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

  /** The cases that measure, and what the measure is in words. */
  private static final Map<String, Measured> MEASURED = measured();

  /** No limits. */
  public static final Limits NONE = new Limits(Map.of());

  private record Measured(String caseId, String words) {}

  public Limits {
    boundsNs = new LinkedHashMap<>(boundsNs);
  }

  private static Map<String, Measured> measured() {
    Map<String, Measured> all = new LinkedHashMap<>();
    all.put("exclusive_hold", new Measured("undisturbed", "mmap_sem is held for writing for"));
    all.put("total", new Measured("undisturbed", "munmap takes"));
    all.put("fault_elsewhere_wait", new Measured("fault-elsewhere", "a fault elsewhere waits"));
    all.put("fault_in_range_wait", new Measured("fault-in-the-range", "a fault in range waits"));
    all.put("mmap_wait", new Measured("mmap", "a call of mmap waits"));
    all.put(
        "fault_behind_writer_wait",
        new Measured("fault-behind-a-writer", "a fault behind a writer waits"));
    return all;
  }

  /**
   * Reads limits.
   *
   * @throws InputException if it says something else
   */
  public static Limits parse(@Nullable List<String> limits) {
    Map<String, Long> bounds = new LinkedHashMap<>();
    for (String text : limits == null ? List.<String>of() : limits) {
      if (!text.isBlank()) {
        add(bounds, text.strip());
      }
    }
    return new Limits(bounds);
  }

  private static void add(Map<String, Long> bounds, String text) {
    Matcher limit = LIMIT.matcher(text);
    if (!limit.matches()) {
      throw new InputException(
          "\""
              + text
              + "\" is no limit (mmkit.limits). Write such as: exclusive_hold<=20us; units are ns,"
              + " us, ms, s.");
    }
    String measure = limit.group(1);
    if (!MEASURED.containsKey(measure)) {
      throw new InputException(
          "There is no measure "
              + measure
              + " (mmkit.limits); there are "
              + String.join(", ", MEASURED.keySet())
              + ".");
    }
    long ns = Long.parseLong(limit.group(2)) * Objects.requireNonNull(UNITS_NS.get(limit.group(3)));
    if (bounds.putIfAbsent(measure, ns) != null) {
      throw new InputException(measure + " has two limits (mmkit.limits). Remove one of them.");
    }
  }

  /** The same run, in which a strategy beyond a limit fails. */
  public RunRecord apply(RunRecord run) {
    return new RunRecord(
        run.seed(), run.provenance(), run.strategies().stream().map(this::apply).toList());
  }

  private StrategyRecord apply(StrategyRecord strategy) {
    List<StageRecord> stages = new ArrayList<>();
    for (StageRecord stage : strategy.stages()) {
      stages.add(stage.id().equals(STAGE) ? apply(stage, strategy) : stage);
    }
    boolean same = stages.equals(strategy.stages());
    Verdict verdict =
        same || strategy.verdict() != Verdict.PASS ? strategy.verdict() : Verdict.FAIL;
    return new StrategyRecord(
        strategy.id(), strategy.source(), verdict, stages, strategy.measures());
  }

  private StageRecord apply(StageRecord stage, StrategyRecord strategy) {
    SortedMap<String, Long> measures =
        strategy.measures().getOrDefault(STAGE, new TreeMap<String, Long>());
    List<CaseRecord> cases = new ArrayList<>();
    for (CaseRecord one : stage.cases()) {
      Optional<String> beyond = beyond(one, measures);
      cases.add(
          beyond
              .map(sentence -> CaseRecord.fail(one.id(), one.tier(), sentence))
              .map(failed -> failed.withFindings(one.findings()))
              .orElse(one));
    }
    return new StageRecord(stage.id(), cases, stage.basis(), stage.notJudged());
  }

  /** The first limit that a case exceeds, as a sentence. One that failed already has its reason. */
  private Optional<String> beyond(CaseRecord one, SortedMap<String, Long> measures) {
    for (Map.Entry<String, Long> bound : boundsNs.entrySet()) {
      Measured measured = Objects.requireNonNull(MEASURED.get(bound.getKey()));
      Long value = measures.get(bound.getKey() + "_ns");
      if (one.status() == CaseStatus.PASS
          && one.id().equals(measured.caseId())
          && value != null
          && value > bound.getValue()) {
        return Optional.of(
            "with 80 GiB "
                + measured.words()
                + " "
                + Durations.of(value)
                + "; the assignment allows "
                + Durations.of(bound.getValue())
                + " ("
                + bound.getKey()
                + ")");
      }
    }
    return Optional.empty();
  }
}
