// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;

/** The kernel's form of the Test Anything Protocol: a subtest for each part. */
final class KtapText {
  private static final String INDENT = "    ";

  private final List<String> lines = new ArrayList<>();

  private KtapText() {}

  static String write(Score score) {
    KtapText text = new KtapText();
    text.lines.add("KTAP version 1");
    text.lines.add("1.." + score.parts().size());
    int number = 0;
    for (Score.Part part : score.parts()) {
      text.part(++number, part);
    }
    GradeText.head(score).forEach(line -> text.lines.add("# " + escape(line)));
    return String.join("\n", text.lines) + "\n";
  }

  private void part(int number, Score.Part part) {
    List<Score.Case> cases = part.isVisible() ? part.cases() : List.of();
    if (!cases.isEmpty()) {
      cases(part, cases);
    }
    lines.add("# " + escape(part.points() + " of " + part.max() + ": " + part.shownSentence()));
    lines.add((part.isFull() ? "ok " : "not ok ") + number + " " + escape(part.id()));
  }

  private void cases(Score.Part part, List<Score.Case> cases) {
    lines.add(INDENT + "KTAP version 1");
    lines.add(INDENT + "# Subtest: " + escape(part.id()));
    lines.add(INDENT + "1.." + cases.size());
    for (int i = 0; i < cases.size(); i++) {
      Score.Case one = cases.get(i);
      if (one.outcome() == Score.Outcome.FAILED) {
        lines.add(INDENT + "# " + escape(one.sentence()));
      }
      lines.add(INDENT + line(i + 1, one));
    }
  }

  private static String line(int number, Score.Case one) {
    String name = number + " " + escape(one.name());
    return switch (one.outcome()) {
      case PASSED -> "ok " + name;
      case FAILED -> "not ok " + name;
      case SKIPPED -> "ok " + name + " # SKIP " + escape(one.sentence());
    };
  }

  /** A number sign would begin a directive. */
  private static String escape(String text) {
    return text.replace("\\", "/").replace("#", "No. ").replace("  ", " ").strip();
  }
}
