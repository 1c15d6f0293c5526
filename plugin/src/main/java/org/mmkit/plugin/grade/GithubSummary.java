// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;

/** The summary of a step of GitHub Actions, in its Markdown. */
final class GithubSummary {
  private static final int FAILURES_MAX = 50;
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;=?@[\\]^_`{|}~";

  private GithubSummary() {}

  static String write(Score score) {
    List<String> lines = new ArrayList<>();
    List<String> head = GradeText.head(score);
    lines.add("## " + escape(head.get(0)));
    lines.add("");
    head.stream().skip(1).forEach(line -> lines.add(escape(line) + "  "));
    lines.add("");
    lines.add("| part | points | of | |");
    lines.add("| --- | ---: | ---: | --- |");
    for (Score.Part part : score.parts()) {
      lines.add(
          "| "
              + escape(part.id())
              + (part.bonus() ? " (bonus)" : "")
              + " | "
              + part.points()
              + " | "
              + part.max()
              + " | "
              + escape(part.shownSentence())
              + " |");
    }
    for (Score.Part part : score.parts()) {
      List<String> failures = GradeText.failures(part.shownFailures(), FAILURES_MAX);
      if (!failures.isEmpty()) {
        lines.add("");
        lines.add("### " + escape(part.id()));
        lines.add("");
        failures.forEach(line -> lines.add("- " + escape(line)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** Text that Markdown shows as it is. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(PUNCTUATION.indexOf(c) >= 0 ? "\\" + c : c);
      }
    }
    return out.toString();
  }
}
