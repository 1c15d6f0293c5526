// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A score as the graders of teaching kernels print it: a summary of the parts, then the cases that
 * failed.
 */
public final class GradeText {
  private static final int FAILURES_MAX = 50;
  private static final int NAME_WIDTH = 42;

  private GradeText() {}

  /** The lines, without an end of line. */
  public static List<String> lines(Score score) {
    List<String> lines = new ArrayList<>(head(score));
    lines.add("");
    lines.add("SUMMARY BY PART");
    lines.add("");
    lines.add(row("Part", "Pts", "Max", "% Max"));
    lines.add("-".repeat(NAME_WIDTH) + " ------- ------- ------");
    score.parts().forEach(part -> lines.add(row(part)));
    lines.add("-".repeat(NAME_WIDTH) + " ------- ------- ------");
    lines.add(row("Total", score.total(), score.max()));
    for (Score.Part part : score.parts()) {
      if (!part.isFull()) {
        lines.add("");
        lines.add("DETAILS OF " + part.id());
        lines.add("");
        lines.add("  " + part.shownSentence());
        failures(part.shownFailures(), FAILURES_MAX).forEach(line -> lines.add("  " + line));
      }
    }
    return lines;
  }

  static String write(Score score) {
    return String.join("\n", lines(score)) + "\n";
  }

  /** What everybody wants to know first. */
  static List<String> head(Score score) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Plain.line(score.title())
            + ": "
            + score.total()
            + " of "
            + score.max()
            + " points ("
            + percent(score.total(), score.max())
            + ")");
    lines.add("strategy " + score.strategy() + ", verdict " + score.verdict());
    if (score.lateness().days() > 0) {
      lines.add(
          score.lateness().days()
              + (score.lateness().days() == 1 ? " day" : " days")
              + " late: "
              + score.lateness().percent()
              + "% of "
              + score.earned()
              + " points, which are "
              + score.lost()
              + ", are taken off");
    }
    return lines;
  }

  /** A line for each case that failed, and for what is left out. */
  static List<String> failures(List<Score.Case> cases, int max) {
    List<Score.Case> failed =
        cases.stream().filter(one -> one.outcome() == Score.Outcome.FAILED).toList();
    List<String> lines = new ArrayList<>();
    failed.stream()
        .limit(max)
        .forEach(one -> lines.add("FAIL " + one.name() + ": " + one.sentence()));
    if (failed.size() > max) {
      lines.add("and " + (failed.size() - max) + " more that failed");
    }
    return lines;
  }

  private static String row(Score.Part part) {
    String mark = part.isFull() ? "" : "** ";
    return row(mark + part.id() + (part.bonus() ? " (bonus)" : ""), part.points(), part.max());
  }

  private static String row(String name, Points points, Points max) {
    return row(name, points.toString(), max.toString(), percent(points, max));
  }

  private static String row(String name, String points, String max, String percent) {
    return String.format(
        Locale.ROOT, "%-" + NAME_WIDTH + "s %7s %7s %6s", name, points, max, percent);
  }

  static String percent(Points points, Points max) {
    return points.of(max, 3).movePointRight(2).setScale(1).toPlainString() + "%";
  }
}
