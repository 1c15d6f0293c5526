// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.PlainText;

/** What the judged JVM has reported about one stage so far. */
final class HeardStage {
  private static final int UNKNOWN = -1;

  private final String id;
  private final List<CaseRecord> cases = new ArrayList<>();
  private final List<Integer> turns = new ArrayList<>();
  private final List<FindingRecord> openFindings = new ArrayList<>();
  private String openCase = "";
  private int expected = UNKNOWN;
  private int turn;
  private boolean forgets;
  private Frame.@Nullable StageEnd end;

  HeardStage(String id) {
    this.id = id;
  }

  void expect(int count) {
    Transcript.require(expected == UNKNOWN && count >= 0, "announced its cases twice");
    expected = count;
  }

  void caseBegins(String caseId) {
    Transcript.require(expected != UNKNOWN, "ran a case before it announced how many there are");
    Transcript.require(openCase.isEmpty(), "began a case within another");
    Transcript.require(PlainText.isId(caseId), "began a case with a strange id");
    openCase = caseId;
  }

  /** Closes the open case, and gives it with what was found in it, unless it is known. */
  Optional<CaseRecord> caseEnds(CaseRecord result) {
    Transcript.require(openCase.equals(result.id()), "ended a case that it had not begun");
    openCase = "";
    CaseRecord whole = result.withFindings(openFindings);
    openFindings.clear();
    if (forgets) {
      forgets = false;
      return Optional.empty();
    }
    int place = cases.size();
    while (place > 0 && turns.get(place - 1) > turn) {
      place--;
    }
    cases.add(place, whole);
    turns.add(place, turn);
    return Optional.of(whole);
  }

  /** The next cases stand at a place of the catalogue, whenever they run. */
  void takesTurn(int index) {
    turn = index;
  }

  /** The next case is one that has ended, in another form. */
  void forgetsTheNext() {
    Transcript.require(openCase.isEmpty() && !cases.isEmpty(), "ran no case again");
    forgets = true;
  }

  void finds(FindingRecord finding) {
    Transcript.require(!openCase.isEmpty(), "found something outside of a case");
    openFindings.add(finding);
  }

  /**
   * @param enough whether the run ended at the first causes, so that cases may be left
   */
  void ends(Frame.StageEnd frame, boolean enough) {
    Transcript.require(openCase.isEmpty(), "ended within a case");
    Transcript.require(
        cases.size() == expected || enough && cases.size() < expected || enough && isUnknown(),
        "announced " + Math.max(expected, 0) + " cases and reported " + cases.size());
    end = frame;
  }

  private boolean isUnknown() {
    return expected == UNKNOWN;
  }

  /** What did not run because the first causes are enough, as a sentence. */
  Optional<String> notJudged() {
    if (end == null || cases.size() == expected) {
      return Optional.empty();
    }
    String which =
        isUnknown()
            ? "Not judged"
            : "Not judged: " + (expected - cases.size()) + " of " + expected + " cases";
    return Optional.of(which + ", because the first causes are enough (mmkit.failFast).");
  }

  /** Whether some case speaks against the strategy. */
  boolean fails() {
    return cases.stream().anyMatch(c -> c.failsTheStrategy() || c.status() == CaseStatus.BROKEN);
  }

  String id() {
    return id;
  }

  List<CaseRecord> cases() {
    return cases;
  }

  /** What was found in the case that was begun and not ended. */
  List<FindingRecord> openFindings() {
    return openFindings;
  }

  /** The case that was begun and not ended, if there is one. */
  Optional<String> openCase() {
    return openCase.isEmpty() ? Optional.empty() : Optional.of(openCase);
  }

  /** What was told at the end, if it came to that. */
  Optional<Frame.StageEnd> end() {
    return Optional.ofNullable(end);
  }
}
