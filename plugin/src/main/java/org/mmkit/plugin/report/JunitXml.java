// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/** The JUnit XML of one strategy: a test case for each case, a class for each stage. */
final class JunitXml {
  private static final String NOT_JUDGED = "not-judged";

  private final StringBuilder out = new StringBuilder();
  private final StrategyRecord strategy;

  private JunitXml(StrategyRecord strategy) {
    this.strategy = strategy;
  }

  /** The name of the file. */
  static String fileName(String strategyId) {
    return "TEST-mmkit-" + strategyId.replaceAll("[^A-Za-z0-9._-]", "_") + ".xml";
  }

  static String write(StrategyRecord strategy) {
    return new JunitXml(strategy).suite();
  }

  private String suite() {
    int tests = 0;
    int[] counts = new int[Outcome.values().length];
    StringBuilder cases = new StringBuilder();
    for (StageRecord stage : strategy.stages()) {
      for (CaseRecord record : stage.cases()) {
        Outcome outcome = outcome(record);
        counts[outcome.ordinal()]++;
        tests++;
        testCase(cases, stage.id(), record, outcome);
      }
    }
    for (StageRecord stage : strategy.stages()) {
      if (stage.notJudged().isPresent()) {
        CaseRecord rest = CaseRecord.skip(NOT_JUDGED, "", stage.notJudged().get());
        counts[Outcome.SKIPPED.ordinal()]++;
        tests++;
        testCase(cases, stage.id(), rest, Outcome.SKIPPED);
      }
    }
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
    attribute(out, "name", "mmkit." + strategy.id());
    attribute(out, "tests", "" + tests);
    attribute(out, "failures", "" + counts[Outcome.FAILURE.ordinal()]);
    attribute(out, "errors", "" + counts[Outcome.ERROR.ordinal()]);
    attribute(out, "skipped", "" + counts[Outcome.SKIPPED.ordinal()]);
    return out.append(" time=\"0\">\n").append(cases).append("</testsuite>\n").toString();
  }

  private enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  private static Outcome outcome(CaseRecord record) {
    if (record.status() == CaseStatus.BROKEN) {
      return Outcome.ERROR;
    }
    if (record.failsTheStrategy()) {
      return Outcome.FAILURE;
    }
    return record.status() == CaseStatus.PASS ? Outcome.PASSED : Outcome.SKIPPED;
  }

  private void testCase(StringBuilder to, String stage, CaseRecord record, Outcome outcome) {
    to.append("  <testcase");
    attribute(to, "classname", strategy.id() + "." + stage);
    attribute(to, "name", record.id());
    to.append(" time=\"0\"");
    String element =
        switch (outcome) {
          case PASSED -> "";
          case FAILURE -> "failure";
          case ERROR -> "error";
          case SKIPPED -> "skipped";
        };
    if (element.isEmpty()) {
      to.append("/>\n");
      return;
    }
    to.append("><").append(element);
    attribute(to, "message", record.headline());
    to.append('>').append(escape(body(record))).append("</").append(element);
    to.append("></testcase>\n");
  }

  private static String body(CaseRecord record) {
    CaseText text = new CaseText(record);
    List<String> lines = new ArrayList<>(text.lines());
    text.replay().ifPresent(replay -> lines.add("replay: " + replay));
    return String.join("\n", lines);
  }

  private static void attribute(StringBuilder to, String name, String value) {
    to.append(' ').append(name).append("=\"").append(escape(value)).append('"');
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c == '\n'
        || c == '\t'
        || c >= 0x20 && c < 0xd800
        || c >= 0xe000 && c < 0xfffe
        || c > 0xffff;
  }
}
