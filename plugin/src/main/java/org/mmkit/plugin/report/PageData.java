// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonField;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.Moment;

/**
 * What the page's script needs: the runs that can be stepped through, the lines of source that they
 * name, and what the kernel's words mean.
 */
final class PageData {
  /** Characters of all runs on a page, at most; further runs are shown as text alone. */
  private static final int CHARS_MAX = 900_000;

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final SortedMap<String, String> lines = new TreeMap<>();
  private final Sources sources;
  private int chars;

  /**
   * One run.
   *
   * @param found number of the step at which it showed, or 0
   */
  record Run(
      List<String> tasks, List<Integer> conflict, int found, int noReturn, List<Step> steps) {}

  /** A step, by short names since there are many. */
  record Step(
      @JsonField(name = "t") String task,
      @JsonField(name = "d") String did,
      @JsonField(name = "c") String call,
      @JsonField(name = "s") String source,
      @JsonField(name = "x") SortedMap<String, String> changes) {}

  /** All of it. */
  record All(
      Map<String, Run> runs, SortedMap<String, String> lines, SortedMap<String, String> glossary) {}

  PageData(Sources sources) {
    this.sources = sources;
  }

  /** Takes the run of a card in, if it was recorded and there is room. */
  void add(CauseCard card) {
    card.evidence().filter(e -> e.moments().size() > 1).ifPresent(e -> add(card.anchor(), e));
  }

  private void add(String name, Evidence evidence) {
    Run run = run(evidence);
    int more = Json.compact(RecordCodec.tree(run)).length();
    if (chars + more <= CHARS_MAX) {
      chars += more;
      runs.put(name, run);
      for (Moment moment : evidence.moments()) {
        Optional<String> text = sources.line(moment.source());
        text.ifPresent(line -> lines.put(moment.source(), line));
      }
    }
  }

  private static Run run(Evidence evidence) {
    List<Step> steps = new ArrayList<>();
    for (Moment one : evidence.moments()) {
      steps.add(new Step(one.task(), one.did(), one.call(), one.source(), one.changes()));
    }
    Evidence.Marks marks = evidence.marks();
    return new Run(evidence.tasks(), marks.conflict(), marks.found(), marks.noReturn(), steps);
  }

  /** JSON that can stand in a script element: it holds no markup. */
  String json() {
    String json = Json.compact(RecordCodec.tree(new All(runs, lines, Words.glossary())));
    return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
  }
}
