// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;

/** JUnit XML: a suite for each part, with its points as properties. */
final class ScoreXml {
  private final StringBuilder out = new StringBuilder();
  private final Score score;

  private ScoreXml(Score score) {
    this.score = score;
  }

  static String write(Score score) {
    return new ScoreXml(score).all();
  }

  private String all() {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    attribute("name", score.title());
    out.append(">\n");
    for (Score.Part part : score.parts()) {
      part(part);
    }
    return out.append("</testsuites>\n").toString();
  }

  private void part(Score.Part part) {
    List<Score.Case> cases =
        part.isVisible() && !part.cases().isEmpty() ? part.cases() : List.of(itself(part));
    out.append("  <testsuite");
    attribute("name", part.id());
    attribute("tests", "" + cases.size());
    attribute("failures", "" + count(cases, Score.Outcome.FAILED));
    attribute("errors", "0");
    attribute("skipped", "" + count(cases, Score.Outcome.SKIPPED));
    out.append(" time=\"0\">\n    <properties>\n");
    property("strategy", score.strategy());
    property("verdict", score.verdict().name());
    property("points", part.points().toString());
    property("max_points", part.max().toString());
    property("bonus", "" + part.bonus());
    property("sentence", part.shownSentence());
    property("total_points", score.total().toString());
    property("total_max_points", score.max().toString());
    property("days_late", "" + score.lateness().days());
    out.append("    </properties>\n");
    cases.forEach(one -> testCase(part, one));
    out.append("  </testsuite>\n");
  }

  /** A part that is not about cases, or hides them, is a case itself. */
  private static Score.Case itself(Score.Part part) {
    Score.Outcome outcome = part.isFull() ? Score.Outcome.PASSED : Score.Outcome.FAILED;
    return new Score.Case(part.id(), outcome, part.shownSentence());
  }

  private void testCase(Score.Part part, Score.Case one) {
    out.append("    <testcase");
    attribute("classname", part.id());
    attribute("name", one.name());
    out.append(" time=\"0\"");
    switch (one.outcome()) {
      case PASSED -> out.append("/>\n");
      case FAILED -> inner("failure", one.sentence());
      case SKIPPED -> inner("skipped", one.sentence());
    }
  }

  private void inner(String element, String message) {
    out.append("><").append(element);
    attribute("message", message);
    out.append("/></testcase>\n");
  }

  private void property(String name, String value) {
    out.append("      <property");
    attribute("name", name);
    attribute("value", value);
    out.append("/>\n");
  }

  private static int count(List<Score.Case> cases, Score.Outcome outcome) {
    return (int) cases.stream().filter(one -> one.outcome() == outcome).count();
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(Markup.escape(value)).append('"');
  }
}
