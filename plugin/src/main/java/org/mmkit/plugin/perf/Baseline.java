// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** A run of before, and how the throughput of another one stands to it. */
public final class Baseline {
  private final RunRecord before;

  private Baseline(RunRecord before) {
    this.before = before;
  }

  /** A run that is at hand. */
  static Baseline of(RunRecord before) {
    return new Baseline(before);
  }

  /**
   * Reads a {@code run.json}.
   *
   * @throws InputException if it cannot be read
   */
  public static Baseline read(Path file) {
    try {
      return of(RunRecord.fromJson(PlainFile.text(file, PlainFile.RESULT_BYTES_MAX)));
    } catch (IOException e) {
      throw new InputException("There is no file " + file + " (mmkit.baseline).");
    } catch (JsonException e) {
      throw new InputException(
          "The file " + file + " (mmkit.baseline) is no run.json: " + e.getMessage() + ".");
    }
  }

  /**
   * A point of a load that two strategies have.
   *
   * @param title for people
   * @param word how the one of now stands to the other
   * @param now its throughput, for people
   * @param before that of the other
   */
  public record Point(String title, Comparison word, String now, String before) {}

  /**
   * All points that two strategies have.
   *
   * @param run that has the strategy of now
   */
  public static List<Point> points(RunRecord run, StrategyRecord now, StrategyRecord before) {
    Throughput.Side here = new Throughput.Side(now, "");
    Throughput.Side there = new Throughput.Side(before, "");
    List<Point> points = new ArrayList<>();
    for (PerfPoint point : PerfPoint.of(run)) {
      Throughput.compare(point, here, there)
          .ifPresent(
              word ->
                  points.add(
                      new Point(
                          point.title(),
                          word,
                          Throughput.text(point, here),
                          Throughput.text(point, there))));
    }
    return points;
  }

  /** A line for each point that both runs have of a strategy, and that differs. */
  public List<String> lines(RunRecord now) {
    List<String> lines = new ArrayList<>();
    for (StrategyRecord strategy : PerfTable.measured(now)) {
      Optional<StrategyRecord> old = find(strategy.id());
      if (old.isEmpty()) {
        lines.add("baseline: it has no measures of " + strategy.id() + ".");
        continue;
      }
      int same = 0;
      int points = 0;
      for (PerfPoint point : PerfPoint.of(now)) {
        Optional<Comparison> word = compare(point, strategy, old.get());
        points += word.isPresent() ? 1 : 0;
        same += word.filter(Comparison.SAME::equals).isPresent() ? 1 : 0;
        word.filter(one -> one != Comparison.SAME)
            .ifPresent(one -> lines.add(line(point, strategy, old.get(), one)));
      }
      lines.add(
          "baseline: " + strategy.id() + " is the same at " + same + " of " + points + " points.");
    }
    return lines;
  }

  private Optional<StrategyRecord> find(String id) {
    return PerfTable.measured(before).stream().filter(s -> s.id().equals(id)).findFirst();
  }

  private static Optional<Comparison> compare(
      PerfPoint point, StrategyRecord now, StrategyRecord old) {
    return Throughput.compare(point, new Throughput.Side(now, ""), new Throughput.Side(old, ""));
  }

  private static String line(
      PerfPoint point, StrategyRecord now, StrategyRecord old, Comparison word) {
    return "baseline: "
        + now.id()
        + " in "
        + point.load()
        + ", "
        + point.tasks()
        + " "
        + point.mode()
        + ": "
        + word.text()
        + ", "
        + Throughput.text(point, new Throughput.Side(now, ""))
        + ", before "
        + Throughput.text(point, new Throughput.Side(old, ""));
  }
}
