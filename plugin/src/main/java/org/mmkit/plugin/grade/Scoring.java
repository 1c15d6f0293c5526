// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mmkit.plugin.perf.PerfScore;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Gives a run its points. */
public final class Scoring {
  private final Rubric rubric;
  private final StrategyRecord strategy;
  private final Tried tried;

  private Scoring(Rubric rubric, StrategyRecord strategy) {
    this.rubric = rubric;
    this.strategy = strategy;
    this.tried = new Tried(strategy);
  }

  /**
   * The score of a run of one strategy. It depends on the arguments alone.
   *
   * @param daysLate 0 for in time
   * @throws InputException if the rubric asks for what the run does not have
   */
  public static Score score(Rubric rubric, RunRecord run, int daysLate) {
    if (!rubric.givesPoints()) {
      throw new InputException(
          rubric.file()
              + " gives no points: it only weights loads (mmkit.rubric). Write a part: part ID"
              + " POINTS");
    }
    if (run.strategies().size() != 1) {
      throw new InputException(
          "A rubric gives points to one strategy, and the run has "
              + run.strategies().size()
              + ". Judge one at a time (mmkit.strategy).");
    }
    if (daysLate < 0) {
      throw new InputException("mmkit.daysLate=" + daysLate + " is no number of days.");
    }
    StrategyRecord strategy = PerfScore.add(run, rubric.weights()).strategies().get(0);
    return new Scoring(rubric, strategy).score(daysLate);
  }

  private Score score(int daysLate) {
    List<Score.Part> parts = new ArrayList<>();
    Map<String, Score.Part> byId = new HashMap<>();
    for (RubricPart part : rubric.parts()) {
      Score.Part scored = afterNeeds(part, scored(part), byId);
      byId.put(part.id(), scored);
      parts.add(scored);
    }
    return new Score(
        rubric.title(),
        Plain.line(strategy.id()),
        strategy.verdict(),
        parts,
        new Score.Lateness(daysLate, rubric.late().percent(daysLate)),
        strategy.findings().stream().map(Scoring::found).toList());
  }

  private Score.Part scored(RubricPart part) {
    if (part.criterion() instanceof Criterion.Cases cases) {
      return scored(part, cases);
    }
    if (part.criterion() instanceof Criterion.Rules rules) {
      return scored(part, rules);
    }
    return scored(part, (Criterion.Measure) part.criterion());
  }

  private Score.Part scored(RubricPart part, Criterion.Cases criterion) {
    Optional<String> broke = tried.brokenFor(criterion.patterns());
    if (broke.isPresent()) {
      return part(part, Points.ZERO, broke.get(), tried.cases(criterion.patterns()));
    }
    tried.requireEach(part, criterion.patterns());
    List<Score.Case> cases = tried.cases(criterion.patterns());
    int skipped = count(cases, Score.Outcome.SKIPPED);
    int asked = cases.size() - skipped;
    int passed = count(cases, Score.Outcome.PASSED);
    if (asked == 0) {
      throw new InputException(
          part.place()
              + "all cases of the part "
              + part.id()
              + " were skipped, such as "
              + cases.get(0).name()
              + ": "
              + cases.get(0).sentence()
              + ". Name others.");
    }
    String sentence =
        passed
            + " of "
            + asked
            + (asked == 1 ? " case" : " cases")
            + " passed"
            + (skipped == 0 ? "" : ", " + skipped + " skipped")
            + (criterion.all() && passed < asked ? "; all of them count, or none" : "")
            + ".";
    boolean none = criterion.all() && passed < asked;
    return part(part, none ? Points.ZERO : part.points().share(passed, asked), sentence, cases);
  }

  private Score.Part scored(RubricPart part, Criterion.Rules criterion) {
    if (strategy.verdict() == Verdict.BROKEN) {
      return part(part, Points.ZERO, tried.broken(), List.of());
    }
    List<FindingRecord> broken =
        strategy.findings().stream()
            .filter(f -> criterion.names().stream().anyMatch(name -> fits(name, f.broken())))
            .toList();
    if (broken.isEmpty()) {
      return part(part, part.points(), "None of the rules was broken.", List.of());
    }
    TreeSet<String> codes = new TreeSet<>();
    broken.forEach(f -> codes.add(f.broken().id() + " (" + f.broken().code() + ")"));
    String sentence = "Broken: " + Plain.line(String.join(", ", codes)) + ".";
    List<Score.Case> cases =
        broken.stream()
            .map(
                f ->
                    new Score.Case(
                        Plain.line(f.caseId()), Score.Outcome.FAILED, Plain.line(f.sentence())))
            .distinct()
            .toList();
    return part(part, Points.ZERO, sentence, cases);
  }

  private static boolean fits(String name, FindingRecord.RuleRecord rule) {
    return CriterionParser.fits(name, rule.id()) || CriterionParser.fits(name, rule.code());
  }

  private Score.Part scored(RubricPart part, Criterion.Measure criterion) {
    Optional<String> broke = tried.brokenFor(List.of(criterion.stage() + "/*"));
    if (broke.isPresent()) {
      return part(part, Points.ZERO, broke.get(), List.of());
    }
    List<Score.Case> failed =
        tried.cases(List.of(criterion.stage() + "/*")).stream()
            .filter(one -> one.outcome() == Score.Outcome.FAILED)
            .toList();
    if (!failed.isEmpty()) {
      String sentence =
          "Stage " + criterion.stage() + " failed " + failed.size() + ", so no measure counts.";
      return part(part, Points.ZERO, sentence, failed);
    }
    long value = tried.measure(part, criterion);
    String sentence =
        criterion.text()
            + " is "
            + criterion.shown(value)
            + "; all points at "
            + criterion.shown(criterion.full())
            + ", none at "
            + criterion.shown(criterion.none())
            + ".";
    return new Score.Part(
        part.id(),
        criterion.points(part.points(), value),
        part.points(),
        part.visibility(),
        part.bonus(),
        sentence,
        List.of(),
        Optional.of(
            new Score.Measured(criterion.text(), value, criterion.full() < criterion.none())));
  }

  private static Score.Part afterNeeds(
      RubricPart part, Score.Part scored, Map<String, Score.Part> before) {
    for (String needed : part.needs()) {
      Score.Part other = before.get(needed);
      if (other != null && !other.isFull()) {
        return new Score.Part(
            scored.id(),
            Points.ZERO,
            scored.max(),
            scored.visibility(),
            scored.bonus(),
            "Counts only with all points of " + needed + ". " + scored.sentence(),
            scored.cases(),
            scored.measured());
      }
    }
    return scored;
  }

  private static Score.Part part(
      RubricPart part, Points points, String sentence, List<Score.Case> cases) {
    return new Score.Part(
        part.id(),
        points,
        part.points(),
        part.visibility(),
        part.bonus(),
        sentence,
        cases,
        Optional.empty());
  }

  private static int count(List<Score.Case> cases, Score.Outcome outcome) {
    return (int) cases.stream().filter(one -> one.outcome() == outcome).count();
  }

  private static Score.Found found(FindingRecord finding) {
    return new Score.Found(
        Plain.line(finding.broken().code()),
        finding.isUnsafe(),
        Plain.line(finding.broken().title()),
        Plain.line(finding.sentence()),
        Plain.line(finding.caseId()),
        finding.place().source().map(Plain::line));
  }
}
