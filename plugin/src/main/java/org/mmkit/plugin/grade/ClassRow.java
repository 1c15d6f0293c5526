// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * A line of the table of a class.
 *
 * @param id of the submission
 * @param state the verdict, or why there is none: one word
 * @param sentence why it has no verdict or no points; may be empty
 * @param rules that fail a strategy and were broken, by their names, such as {@code V8}
 * @param score the points, where a rubric gives some
 */
record ClassRow(
    String id,
    Roster.Person person,
    String state,
    String sentence,
    SortedSet<String> rules,
    Optional<Score> score) {

  /** What nobody handed in. */
  static final String MISSING = "MISSING";

  ClassRow {
    Objects.requireNonNull(id);
    Objects.requireNonNull(person);
    Objects.requireNonNull(state);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(score);
  }

  static ClassRow of(Graded graded, Roster roster, Optional<Rubric> rubric) {
    Roster.Person person = roster.of(graded.id());
    if (graded.run().isEmpty()) {
      return new ClassRow(
          graded.id(),
          person,
          graded.outcome().name(),
          graded.sentence(),
          new TreeSet<>(),
          rubric.map(one -> Scoring.nothing(one, graded.sentence(), person.daysLate())));
    }
    StrategyRecord strategy = graded.run().get().strategies().get(0);
    TreeSet<String> rules = new TreeSet<>();
    strategy.findings().stream()
        .filter(finding -> finding.isUnsafe())
        .forEach(finding -> rules.add(Plain.line(finding.broken().id())));
    String state = strategy.verdict().name();
    try {
      Optional<Score> score =
          rubric.map(one -> Scoring.score(one, graded.run().get(), person.daysLate()));
      String broken = new Tried(strategy).broken();
      return new ClassRow(
          graded.id(), person, state, state.equals("BROKEN") ? broken : "", rules, score);
    } catch (InputException e) {
      return new ClassRow(
          graded.id(), person, state, NO_POINTS + e.getMessage(), rules, Optional.empty());
    }
  }

  private static final String NO_POINTS = "The rubric does not fit: ";

  /** One for somebody who handed in nothing. */
  static ClassRow missing(String id, Roster.Person person, Optional<Rubric> rubric) {
    String sentence = "Nothing was handed in.";
    return new ClassRow(
        id,
        person,
        MISSING,
        sentence,
        new TreeSet<>(),
        rubric.map(one -> Scoring.nothing(one, sentence, person.daysLate())));
  }

  /** Whether there is no run. */
  boolean wasNotJudged() {
    return isNoVerdict(state);
  }

  static boolean isNoVerdict(String state) {
    return Arrays.stream(Verdict.values()).noneMatch(verdict -> verdict.name().equals(state));
  }

  /** Whether the rubric asks for what the run does not have. */
  boolean hasNoPoints() {
    return sentence.startsWith(NO_POINTS);
  }

  /** The points as text; a question mark where the rubric does not fit. */
  String points() {
    return score.map(one -> one.total().toString()).orElse(hasNoPoints() ? "?" : "");
  }

  /** What being late took off, such as {@code -3.57 (2 days)}; empty if nothing. */
  String late() {
    return score
        .filter(one -> one.lateness().percent() > 0)
        .map(one -> "-" + one.lost() + " (" + days(one.lateness().days()) + ")")
        .orElse("");
  }

  private static String days(int days) {
    return days + (days == 1 ? " day" : " days");
  }

  List<Score.Part> parts() {
    return score.map(Score::parts).orElse(List.of());
  }
}
