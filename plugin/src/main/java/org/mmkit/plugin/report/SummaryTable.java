// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The end of a run in a terminal: one row for each strategy with its verdict, what stage hold
 * measured of it, and the rules that it broke.
 */
public final class SummaryTable {

  /**
   * A measure that has a column.
   *
   * @param title two lines
   */
  private record Column(String measure, String... title) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("exclusive_hold_ns", "held", "excl."),
          new Column("total_ns", "total", ""),
          new Column("fault_elsewhere_wait_ns", "fault", "waits"),
          new Column("fault_in_range_wait_ns", "in the", "range"),
          new Column("fault_behind_writer_wait_ns", "behind", "writer"),
          new Column("mmap_wait_ns", "mmap", "waits"));
  private static final int WIDTH = 9;

  private final RunRecord run;
  private final OwnCases own;
  private final int nameWidth;
  private final boolean measured;

  /**
   * @param run of any number of strategies
   */
  public SummaryTable(RunRecord run) {
    this(run, OwnCases.NONE);
  }

  /**
   * @param own the cases of the user, of which some may not be judged
   */
  public SummaryTable(RunRecord run, OwnCases own) {
    this.run = run;
    this.own = own;
    nameWidth = run.strategies().stream().mapToInt(s -> s.id().length()).max().orElse(0);
    measured = run.strategies().stream().anyMatch(s -> !measures(s).isEmpty());
  }

  /** The lines, the head first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(head(0, "", ""));
    lines.add(head(1, "verdict", "rules broken"));
    run.strategies().forEach(strategy -> lines.add(row(strategy)));
    return measured ? lines : lines.subList(1, lines.size());
  }

  private String head(int line, String verdict, String rules) {
    List<String> cells = COLUMNS.stream().map(c -> c.title()[line]).toList();
    return line(line == 0 ? "" : "strategy", verdict, cells, rules);
  }

  private String row(StrategyRecord strategy) {
    SortedMap<String, Long> measures = measures(strategy);
    List<String> rules = BrokenRules.of(strategy);
    List<String> cells =
        COLUMNS.stream()
            .map(c -> measures.get(c.measure()))
            .map(ns -> ns == null ? "-" : Durations.of(ns))
            .toList();
    return line(
        strategy.id(),
        strategy.verdict().name(),
        cells,
        (rules.isEmpty() ? "-" : String.join(" ", rules)) + own.behindVerdict(strategy));
  }

  private String line(String name, String verdict, List<String> cells, String rules) {
    StringBuilder text = new StringBuilder(pad(name, nameWidth)).append("  ");
    text.append(pad(verdict, 7));
    if (measured) {
      cells.forEach(cell -> text.append(" ".repeat(WIDTH - cell.length())).append(cell));
    }
    return text.append("  ").append(rules).toString().stripTrailing();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static SortedMap<String, Long> measures(StrategyRecord strategy) {
    return strategy.measures().getOrDefault(HoldChart.STAGE, new TreeMap<>());
  }
}
