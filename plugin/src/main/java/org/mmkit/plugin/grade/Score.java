// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mmkit.plugin.grade.RubricPart.Visibility;
import org.mmkit.suite.record.Verdict;

/**
 * The points of a run. All texts are plain lines; each writer escapes them for its form.
 *
 * @param title of the assignment
 * @param strategy its id
 * @param parts in the order of the rubric
 * @param lateness what being late took off
 * @param findings the rules that were broken, each once for each stage
 */
public record Score(
    String title,
    String strategy,
    Verdict verdict,
    List<Part> parts,
    Lateness lateness,
    List<Found> findings) {

  public Score {
    Objects.requireNonNull(title);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(verdict);
    parts = List.copyOf(parts);
    Objects.requireNonNull(lateness);
    findings = List.copyOf(findings);
  }

  /**
   * What being late took off.
   *
   * @param days late
   * @param percent of the points
   */
  public record Lateness(int days, int percent) {}

  /**
   * The points of one part.
   *
   * @param bonus whether its points come on top
   * @param sentence why so many
   * @param cases that it is about, in the order of the run
   * @param measured the value that it is about
   */
  public record Part(
      String id,
      Points points,
      Points max,
      Visibility visibility,
      boolean bonus,
      String sentence,
      List<Case> cases,
      Optional<Measured> measured) {

    public Part {
      Objects.requireNonNull(id);
      Objects.requireNonNull(points);
      Objects.requireNonNull(max);
      Objects.requireNonNull(visibility);
      Objects.requireNonNull(sentence);
      cases = List.copyOf(cases);
      Objects.requireNonNull(measured);
    }

    /** Whether all of its points are earned. */
    public boolean isFull() {
      return points.equals(max);
    }

    /** Whether everybody sees its details. */
    boolean isVisible() {
      return visibility == Visibility.VISIBLE;
    }

    /** The cases that failed, where everybody sees them. */
    List<Case> shownFailures() {
      return isVisible()
          ? cases.stream().filter(one -> one.outcome() == Outcome.FAILED).toList()
          : List.of();
    }

    /** Why so many points, where everybody sees it. */
    String shownSentence() {
      return isVisible() ? sentence : "The details of this part are hidden.";
    }
  }

  /** How a case ended, as far as points are concerned. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * A case.
   *
   * @param name {@code stage/id}
   * @param sentence why it failed or was skipped; may be empty
   */
  public record Case(String name, Outcome outcome, String sentence) {

    public Case {
      Objects.requireNonNull(name);
      Objects.requireNonNull(outcome);
      Objects.requireNonNull(sentence);
    }
  }

  /**
   * A measure.
   *
   * @param name such as {@code hold.total_ns}
   * @param lessIsBetter which way it is ordered
   */
  public record Measured(String name, long value, boolean lessIsBetter) {

    public Measured {
      Objects.requireNonNull(name);
    }
  }

  /**
   * A rule that was broken.
   *
   * @param rule its code
   * @param safety whether it fails the strategy
   * @param title of the rule
   * @param caseName that showed it
   * @param source such as {@code MyUnmap.java:33}
   */
  public record Found(
      String rule,
      boolean safety,
      String title,
      String sentence,
      String caseName,
      Optional<String> source) {

    public Found {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(title);
      Objects.requireNonNull(sentence);
      Objects.requireNonNull(caseName);
      Objects.requireNonNull(source);
    }
  }

  /** The findings that everybody may see: none that only cases of hidden parts show. */
  List<Found> shownFindings() {
    Set<String> shown = names(parts.stream().filter(Part::isVisible).toList());
    Set<String> hidden = names(parts.stream().filter(part -> !part.isVisible()).toList());
    return findings.stream()
        .filter(found -> shown.contains(found.caseName()) || !hidden.contains(found.caseName()))
        .toList();
  }

  private static Set<String> names(List<Part> of) {
    return of.stream()
        .flatMap(part -> part.cases().stream())
        .map(Case::name)
        .collect(Collectors.toSet());
  }

  /** What was earned, before lateness. */
  Points earned() {
    return Points.sum(parts.stream().map(Part::points).toList());
  }

  /** What being late took off. */
  Points lost() {
    Points earned = earned();
    return earned.minus(earned.share(PERCENT - lateness.percent(), PERCENT));
  }

  private static final int PERCENT = 100;

  /** The points that count. */
  public Points total() {
    return earned().minus(lost());
  }

  /** What can be earned, without bonus. */
  public Points max() {
    return Points.sum(parts.stream().filter(part -> !part.bonus()).map(Part::max).toList());
  }
}
