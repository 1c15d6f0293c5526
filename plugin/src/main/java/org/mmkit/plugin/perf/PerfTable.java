// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * What stage perf measured: operations a second at each point, beside those of the references.
 *
 * @param strategies the columns: those that were measured
 * @param rows one for each point
 */
public record PerfTable(List<String> strategies, List<Row> rows) {

  /**
   * One point.
   *
   * @param exclusive what the reference reaches; empty if it is not known
   * @param ideal what is reached where a zap is paid for after the lock
   * @param cells in the order of the columns
   */
  public record Row(PerfPoint point, String exclusive, String ideal, List<Cell> cells) {}

  /**
   * One strategy at a point.
   *
   * @param ops operations a second, for people; empty if they were not measured
   * @param word better, same, worse or unsure; empty without a reference
   * @param score from -1 to 1; empty where no difference is possible
   * @param ending how the measurement ended
   */
  public record Cell(String ops, String word, String score, Ending ending) {

    private boolean isPartOfARound() {
      return ending == Ending.NO_WHOLE_ROUND;
    }
  }

  /** How a measurement ended. */
  public enum Ending {
    /** The throughput was steady, or the task beside had ended. */
    ENOUGH(""),
    /** The budget of steps was used up before. */
    BUDGET("*"),
    /** The same, and some task had not come through one round of its loop. */
    NO_WHOLE_ROUND("**");

    private final String mark;

    Ending(String mark) {
      this.mark = mark;
    }

    /** What stands behind the number. */
    public String mark() {
      return mark;
    }
  }

  /** Whether the budget of steps ended some point. */
  public boolean budget() {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .anyMatch(cell -> cell.ending() == Ending.BUDGET);
  }

  /** The points at which some task did not come through one round of its loop, for people. */
  public List<String> withoutARound() {
    return rows.stream()
        .filter(row -> row.cells().stream().anyMatch(Cell::isPartOfARound))
        .map(row -> row.point().title())
        .toList();
  }

  static PerfTable of(RunRecord run) {
    List<StrategyRecord> measured = measured(run);
    List<Row> rows =
        PerfPoint.of(run).stream()
            .map(
                point ->
                    new Row(
                        point,
                        first(measured, point, "exclusive_"),
                        first(measured, point, "ideal_"),
                        measured.stream().map(s -> cell(s, point)).toList()))
            .toList();
    return new PerfTable(measured.stream().map(StrategyRecord::id).toList(), rows);
  }

  static List<StrategyRecord> measured(RunRecord run) {
    return run.strategies().stream().filter(s -> !PerfPoint.measures(s).isEmpty()).toList();
  }

  /** A reference is the same whichever strategy it stands beside. */
  private static String first(List<StrategyRecord> measured, PerfPoint point, String prefix) {
    return measured.stream()
        .map(s -> Throughput.text(point, new Throughput.Side(s, prefix)))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Cell cell(StrategyRecord strategy, PerfPoint point) {
    OptionalLong ops = point.measure(strategy, PerfPoint.OPS);
    if (ops.isEmpty()) {
      return new Cell("", "", "", Ending.ENOUGH);
    }
    OptionalLong score = point.measure(strategy, "score");
    return new Cell(
        Throughput.text(point, new Throughput.Side(strategy, "")),
        compare(strategy, point).map(Comparison::text).orElse(""),
        score.isPresent() ? thousandths(score.getAsLong()) : "",
        ending(strategy, point));
  }

  private static Ending ending(StrategyRecord strategy, PerfPoint point) {
    if (point.measure(strategy, "no_whole_round").isPresent()) {
      return Ending.NO_WHOLE_ROUND;
    }
    return point.measure(strategy, "ended_by_budget").isPresent() ? Ending.BUDGET : Ending.ENOUGH;
  }

  /** How a strategy stands to exclusive at a point; empty if there is no reference. */
  static Optional<Comparison> compare(StrategyRecord strategy, PerfPoint point) {
    return Throughput.compare(
        point, new Throughput.Side(strategy, ""), new Throughput.Side(strategy, "exclusive_"));
  }

  /** {@code 873} as {@code 0.87}. */
  static String thousandths(long value) {
    String text = String.format(Locale.ROOT, "%.2f", value / 1000.0);
    return text.equals("-0.00") ? "0.00" : text;
  }
}
