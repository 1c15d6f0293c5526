// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.record.Verdict;

/**
 * The result of a runner, as the reporter of GitHub Classroom reads it. The step gives it on in
 * Base64.
 */
final class ClassroomJson {
  private static final int VERSION = 1;

  private ClassroomJson() {}

  static String write(Score score) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", VERSION);
    boolean full = score.parts().stream().filter(p -> !p.bonus()).allMatch(Score.Part::isFull);
    root.put("status", score.verdict() == Verdict.BROKEN ? "error" : full ? "pass" : "fail");
    root.put("max_score", score.max().decimal());
    List<Object> tests = new ArrayList<>();
    for (Score.Part part : score.parts()) {
      tests.add(test(part.id(), part.isFull(), part.shownSentence(), part.points()));
    }
    root.put("tests", tests);
    if (score.lost().hundredths() > 0) {
      Map<String, Object> late = test("late", false, GradeText.head(score).get(2), Points.ZERO);
      late.put("score", score.lost().decimal().negate());
      tests.add(late);
    }
    return Json.pretty(root);
  }

  private static Map<String, Object> test(
      String name, boolean passed, String message, Points points) {
    Map<String, Object> test = new LinkedHashMap<>();
    test.put("name", name + " (" + points + ")");
    test.put("status", passed ? "pass" : "fail");
    test.put("message", message);
    test.put("line_no", 0);
    test.put("score", points.decimal());
    return test;
  }
}
