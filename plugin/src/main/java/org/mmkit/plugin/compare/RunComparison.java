// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a run stands to one of before.
 *
 * @param with what it is compared with, for people
 * @param strategies those that both runs have, in the order of now
 * @param alone ids of strategies that only the run of now has
 */
public record RunComparison(String with, List<StrategyComparison> strategies, List<String> alone) {
  private static final int SHOWN_MAX = 5;
  private static final String HEAD = "baseline: ";

  public RunComparison {
    Objects.requireNonNull(with);
    strategies = List.copyOf(strategies);
    alone = List.copyOf(alone);
  }

  /** A few lines for the console. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StrategyComparison one : strategies) {
      lines.add(HEAD + one.title() + ": " + verdicts(one) + "; " + counts(one) + ".");
      few(lines, "new failure", one.cases().fresh());
      few(lines, "mended", one.cases().gone());
      few(lines, "not judged this time", one.notJudged());
      if (!one.measures().isEmpty()) {
        lines.add(HEAD + "  measures: " + one.measured() + ".");
      }
      if (!one.stagesApart().isEmpty()) {
        lines.add(
            HEAD
                + "  only one of the two runs has stage "
                + String.join(", ", one.stagesApart())
                + ": it is not compared.");
      }
    }
    alone.forEach(id -> lines.add(HEAD + "it has no strategy " + id + "."));
    return lines;
  }

  private static String verdicts(StrategyComparison one) {
    String other = one.id().equals(one.beside()) ? "before" : one.beside();
    return one.is() + ", " + other + (one.was() == one.is() ? " too" : " " + one.was());
  }

  private static String counts(StrategyComparison one) {
    return one.cases().fresh().size()
        + " new, "
        + one.cases().gone().size()
        + " mended, "
        + one.cases().still().size()
        + " still failing";
  }

  private static void few(List<String> lines, String what, List<CaseChange> cases) {
    cases.stream()
        .limit(SHOWN_MAX)
        .forEach(c -> lines.add(HEAD + "  " + what + ": " + c.name() + ": " + c.sentence()));
    if (cases.size() > SHOWN_MAX) {
      lines.add(HEAD + "  " + what + ": and " + (cases.size() - SHOWN_MAX) + " more");
    }
  }
}
