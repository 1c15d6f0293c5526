// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.json.Json;

/** The {@code results.json} of a Gradescope autograder. */
final class GradescopeJson {
  private static final int FAILURES_MAX = 30;

  private GradescopeJson() {}

  static String write(Score score) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("score", score.total().decimal());
    root.put("output", String.join("\n", GradeText.head(score)));
    root.put("output_format", "text");
    root.put("visibility", "visible");
    root.put("stdout_visibility", "hidden");
    List<Object> tests = new ArrayList<>();
    for (Score.Part part : score.parts()) {
      tests.add(test(tests.size() + 1, part));
    }
    root.put("tests", tests);
    root.put("leaderboard", leaderboard(score));
    return Json.pretty(root);
  }

  private static Map<String, Object> test(int number, Score.Part part) {
    Map<String, Object> test = new LinkedHashMap<>();
    test.put("score", part.points().decimal());
    test.put("max_score", part.bonus() ? Points.ZERO.decimal() : part.max().decimal());
    test.put("status", part.isFull() ? "passed" : "failed");
    test.put("name", part.id() + (part.bonus() ? " (bonus)" : ""));
    test.put("number", Integer.toString(number));
    List<String> lines = new ArrayList<>(List.of(part.sentence()));
    lines.addAll(GradeText.failures(part.cases(), FAILURES_MAX));
    test.put("output", String.join("\n", lines));
    test.put("output_format", "text");
    test.put("visibility", part.visibility().gradescope());
    return test;
  }

  private static List<Object> leaderboard(Score score) {
    List<Object> rows = new ArrayList<>();
    rows.add(row("points", score.total().decimal(), false));
    score.parts().stream()
        .filter(Score.Part::isVisible)
        .flatMap(part -> part.measured().stream())
        .forEach(one -> rows.add(row(one.name(), one.value(), one.lessIsBetter())));
    return rows;
  }

  private static Map<String, Object> row(String name, Object value, boolean lessIsBetter) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("value", value);
    row.put("order", lessIsBetter ? "asc" : "desc");
    return row;
  }
}
