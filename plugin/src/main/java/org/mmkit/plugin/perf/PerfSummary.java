// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.record.RunRecord;

/** What a terminal shows of stage perf: scores, gates that are shut, and a short table. */
public final class PerfSummary {
  /** A longer table is left to the report. */
  private static final int ROWS_MAX = 24;

  private final PerfReport report;

  /**
   * @param run of any number of strategies
   */
  public PerfSummary(RunRecord run) {
    report = PerfReport.of(run);
  }

  /** The lines; none where the stage did not run. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<PerfTable.Row> rows = report.table().rows();
    if (!rows.isEmpty() && rows.size() <= ROWS_MAX) {
      lines.add(line("load", "ops/s of exclusive", report.table().strategies()));
      rows.forEach(row -> lines.add(line(name(row.point()), row.exclusive(), cells(row))));
    }
    report
        .table()
        .withoutARound()
        .forEach(
            point ->
                lines.add(
                    "perf: "
                        + point
                        + ": the steps were used up before each task had come through one round of"
                        + " its loop:, so that this says nothing of the load; take smaller sizes,"
                        + " fewer tasks, or mmkit.perf=whole"));
    report.recordings().forEach(one -> one.sentences().forEach(line -> lines.add("perf: " + line)));
    report
        .scores()
        .forEach(
            one ->
                lines.add(
                    "perf: "
                        + one.strategy()
                        + " scores "
                        + one.score()
                        + " over "
                        + loads(one)
                        + ", where exclusive has 0 and the ideal 1"));
    report.gates().gates().stream()
        .filter(gate -> gate.state() == PerfGates.State.SHUT)
        .forEach(gate -> lines.add("perf: " + gate.strategy() + ": " + gate.sentence()));
    return lines;
  }

  private static String loads(PerfScore score) {
    return score.loads() + (score.loads() == 1 ? " load" : " loads");
  }

  private static String name(PerfPoint point) {
    return point.title();
  }

  private static List<String> cells(PerfTable.Row row) {
    return row.cells().stream().map(c -> (c.ops() + " " + c.word()).strip()).toList();
  }

  private static String line(String name, String exclusive, List<String> cells) {
    StringBuilder text = new StringBuilder(String.format("%-32s%20s", name, exclusive));
    cells.forEach(cell -> text.append(String.format("%24s", cell)));
    return text.toString();
  }
}
