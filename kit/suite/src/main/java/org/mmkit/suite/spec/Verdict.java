// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;

/**
 * How an observed result compares with the specification's answer.
 *
 * @param kind the outcome
 * @param expected the answer in words
 */
public record Verdict(Kind kind, String expected) {

  /** Whether they agree. */
  public enum Kind {
    AGREES,
    DISAGREES,
    /** The specification leaves the result open. */
    UNSPECIFIED
  }

  /** Whether the result is not ruled out. */
  public boolean isLegal() {
    return kind != Kind.DISAGREES;
  }

  /** Whether an answer does not rule a result out. */
  public static boolean isLegal(String observed, Answer answer) {
    return kind(observed, answer) != Kind.DISAGREES;
  }

  /** Compares a result with an answer. */
  public static Verdict compare(String observed, Answer answer) {
    return new Verdict(kind(observed, answer), answer.text());
  }

  private static Kind kind(String observed, Answer answer) {
    if (answer instanceof Answer.Unspecified) {
      return Kind.UNSPECIFIED;
    }
    if (answer instanceof Answer.Sequence sequence) {
      return sequence(observed, sequence.parts());
    }
    return agrees(observed, answer) ? Kind.AGREES : Kind.DISAGREES;
  }

  private static boolean agrees(String observed, Answer answer) {
    if (answer instanceof Answer.Coverage coverage) {
      String maps = coverage.maps();
      return observed.equals(maps) || MapsText.canonical(observed).equals(maps);
    }
    if (answer instanceof Answer.AtLeast atLeast) {
      return observed.matches("[0-9]{1,9}") && Long.parseLong(observed) >= atLeast.count();
    }
    return observed.equals(answer.text());
  }

  private static Kind sequence(String observed, List<Answer> parts) {
    List<String> texts = List.of(observed.split(",", -1));
    if (texts.size() != parts.size()) {
      return Kind.DISAGREES;
    }
    Kind worst = Kind.AGREES;
    for (int i = 0; i < parts.size(); i++) {
      Kind kind = kind(texts.get(i), parts.get(i));
      if (kind == Kind.DISAGREES) {
        return kind;
      }
      worst = kind == Kind.UNSPECIFIED ? kind : worst;
    }
    return worst;
  }
}
