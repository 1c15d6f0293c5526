// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * What goal host measured on the running kernel, with the model's figure in each cell.
 *
 * @param basis what the numbers are of, as sentences
 * @param rows one for each operation and size
 */
public record HostTable(String basis, List<Row> rows) {
  private static final String STAGE = "host";
  private static final Pattern CASE = Pattern.compile("([a-z]+)-([0-9]{1,4})([kmg])ib");
  private static final Map<String, String> OPERATIONS =
      Map.of("overlay", "MAP_FIXED overlay", "mremap", "mremap shrink", "brk", "brk shrink");
  private static final List<String> HOLDS = List.of("write_hold", "read_hold");
  private static final List<String> SECOND = List.of("reader", "writer", "fault");

  /**
   * One operation on one size.
   *
   * @param cells held for writing, for reading, and the waits of a reader, a writer and a fault
   */
  public record Row(String operation, String size, List<Cell> cells) {}

  /**
   * One figure.
   *
   * @param kernel the kernel's, for people; empty if it was not measured
   * @param why it was not measured; empty if it was
   * @param model the model's, for people; empty if there is none
   */
  public record Cell(String kernel, String why, String model) {}

  /** The table of the first strategy that has one. */
  static Optional<HostTable> of(RunRecord run) {
    for (StrategyRecord strategy : run.strategies()) {
      for (StageRecord stage : strategy.stages()) {
        if (stage.id().equals(STAGE)) {
          return Optional.of(of(strategy, stage));
        }
      }
    }
    return Optional.empty();
  }

  private static HostTable of(StrategyRecord strategy, StageRecord stage) {
    SortedMap<String, Long> measures = strategy.measures().getOrDefault(STAGE, new TreeMap<>());
    List<Row> rows = new ArrayList<>();
    for (CaseRecord one : stage.cases()) {
      Matcher name = CASE.matcher(one.id());
      if (name.matches()) {
        String operation = OPERATIONS.getOrDefault(name.group(1), name.group(1));
        String size = name.group(2) + " " + name.group(3).toUpperCase(Locale.ROOT);
        rows.add(new Row(operation, size + "iB", cells(one, measures)));
      }
    }
    return new HostTable(stage.basis().orElse(""), rows);
  }

  private static List<Cell> cells(CaseRecord one, SortedMap<String, Long> measures) {
    String prefix = one.id().replace('-', '.') + ".";
    List<Cell> cells = new ArrayList<>();
    for (String hold : HOLDS) {
      Long kernel = measures.get(prefix + hold + "_ns");
      Long model = measures.get(prefix + "model_" + hold + "_ns");
      cells.add(
          new Cell(
              kernel == null ? "" : Durations.of(kernel),
              kernel == null ? why(one, "not traced") : "",
              model == null ? "" : Durations.of(model)));
    }
    for (String kind : SECOND) {
      Long modelWindow = measures.get(prefix + "model_window_ns");
      String kernel =
          wait(
              measures.get(prefix + kind + "_wait_ns"), measures.get(prefix + kind + "_window_ns"));
      cells.add(
          new Cell(
              kernel,
              kernel.isEmpty() ? why(one, "not timed") : "",
              wait(measures.get(prefix + "model_" + kind + "_wait_ns"), modelWindow)));
    }
    return cells;
  }

  /** The reason that the case gives for what it lacks, else that word alone. */
  private static String why(CaseRecord one, String word) {
    return one.message()
        .lines()
        .filter(line -> line.startsWith(word))
        .findFirst()
        .orElse(
            one.message().isEmpty() || one.message().startsWith("not ") ? word : one.headline());
  }

  /** A wait and its share of the operation; empty if either is missing. */
  private static String wait(@Nullable Long ns, @Nullable Long windowNs) {
    if (ns == null || windowNs == null || windowNs <= 0) {
      return "";
    }
    BigDecimal share =
        BigDecimal.valueOf(ns).divide(BigDecimal.valueOf(windowNs), 2, RoundingMode.HALF_UP);
    return Durations.of(ns) + " (" + share.toPlainString() + ")";
  }
}
