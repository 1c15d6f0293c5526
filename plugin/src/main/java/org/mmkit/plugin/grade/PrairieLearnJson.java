// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.json.Json;

/** The {@code results.json} of an external grader of PrairieLearn. */
final class PrairieLearnJson {
  /** PrairieLearn takes no larger file. */
  static final int BYTES_MAX = 1_000_000;

  private static final int FAILURES_MAX = 400;
  private static final int DIGITS = 4;

  private PrairieLearnJson() {}

  static String write(Score score) {
    int failures = FAILURES_MAX;
    String json = write(score, failures);
    while (failures > 0 && json.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      failures /= 2;
      json = write(score, failures);
    }
    return json;
  }

  /**
   * One for a submission that cannot be judged: it costs no attempt.
   *
   * @param sentence why
   */
  static String notGradable(String sentence) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("gradable", false);
    root.put("format_errors", List.of(Plain.line(sentence)));
    return Json.pretty(root);
  }

  private static String write(Score score, int failures) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("gradable", true);
    root.put("score", score.total().of(score.max(), DIGITS).min(BigDecimal.ONE));
    root.put("message", String.join("\n", GradeText.head(score)));
    List<Object> tests = new ArrayList<>();
    for (Score.Part part : score.parts()) {
      Map<String, Object> test = new LinkedHashMap<>();
      test.put("name", part.id() + (part.bonus() ? " (bonus)" : ""));
      test.put("points", part.points().decimal());
      test.put("max_points", part.max().decimal());
      test.put("message", part.shownSentence());
      test.put("output", String.join("\n", GradeText.failures(part.shownFailures(), failures)));
      tests.add(test);
    }
    root.put("tests", tests);
    return Json.pretty(root);
  }
}
