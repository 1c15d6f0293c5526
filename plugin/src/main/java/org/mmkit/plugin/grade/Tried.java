// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * What a run tried. A run that was cut short lacks the cases behind, in the stage where that was
 * and in the stages that follow: of these nobody can say how many would have passed, and they give
 * no points. A case that broke while the stage went on has failed.
 */
final class Tried {
  private final StrategyRecord strategy;

  /**
   * @throws InputException for a run that ended at the first causes
   */
  Tried(StrategyRecord strategy) {
    if (strategy.stages().stream().anyMatch(stage -> stage.notJudged().isPresent())) {
      throw new InputException(
          "The run ended at its first causes, so that nobody knows how many cases would have"
              + " passed: run mmkit:verify with -Dmmkit.failFast=false.");
    }
    this.strategy = strategy;
  }

  /** The cases that fit, in the order of the run. */
  List<Score.Case> cases(List<String> patterns) {
    List<CaseGlob> globs = patterns.stream().map(CaseGlob::new).toList();
    return strategy.stages().stream()
        .flatMap(
            stage ->
                stage.cases().stream()
                    .filter(one -> globs.stream().anyMatch(g -> g.matches(name(stage, one))))
                    .map(one -> scored(stage, one)))
        .toList();
  }

  private static String name(StageRecord stage, CaseRecord one) {
    return stage.id() + "/" + one.id();
  }

  private static Score.Case scored(StageRecord stage, CaseRecord one) {
    Score.Outcome outcome =
        switch (one.status()) {
          case SKIP -> one.unsafe().isEmpty() ? Score.Outcome.SKIPPED : Score.Outcome.FAILED;
          case PASS -> one.unsafe().isEmpty() ? Score.Outcome.PASSED : Score.Outcome.FAILED;
          case FAIL, BROKEN -> Score.Outcome.FAILED;
        };
    String sentence = outcome == Score.Outcome.PASSED ? "" : Plain.line(headline(one));
    return new Score.Case(Plain.line(name(stage, one)), outcome, sentence);
  }

  private static String headline(CaseRecord one) {
    return one.unsafe()
        .map(finding -> finding.broken().title() + ": " + finding.sentence())
        .orElse(one.headline());
  }

  /** Why nothing can be said of some cases, if so. */
  Optional<String> brokenFor(List<String> patterns) {
    if (strategy.verdict() != Verdict.BROKEN) {
      return Optional.empty();
    }
    boolean complete =
        patterns.stream().map(p -> p.substring(0, p.indexOf('/'))).allMatch(this::isComplete);
    return complete ? Optional.empty() : Optional.of(broken());
  }

  /** A run that is cut short ends with a broken case, whatever its last stage is. */
  private boolean isComplete(String id) {
    List<StageRecord> stages = strategy.stages();
    for (int i = 0; i < stages.size(); i++) {
      StageRecord stage = stages.get(i);
      if (stage.id().equals(id)) {
        boolean cut = i == stages.size() - 1 && endsBroken(stage);
        return !cut && !silent(stage);
      }
    }
    return false;
  }

  private static boolean endsBroken(StageRecord stage) {
    List<CaseRecord> cases = stage.cases();
    return !cases.isEmpty() && isBroken(cases.get(cases.size() - 1));
  }

  private static boolean silent(StageRecord stage) {
    return stage.cases().isEmpty() || stage.saysNothing();
  }

  private static boolean isBroken(CaseRecord one) {
    return one.status() == CaseStatus.BROKEN;
  }

  /** Why the run has no verdict. */
  String broken() {
    for (StageRecord stage : strategy.stages()) {
      Optional<CaseRecord> first = stage.cases().stream().filter(Tried::isBroken).findFirst();
      if (first.isPresent()) {
        return "The run has no verdict: " + Plain.line(first.get().headline());
      }
      if (silent(stage)) {
        return "The run has no verdict: stage " + Plain.line(stage.id()) + " tried nothing.";
      }
    }
    return "The run has no verdict.";
  }

  /**
   * @throws InputException if a pattern fits no case
   */
  void requireEach(RubricPart part, List<String> patterns) {
    for (String pattern : patterns) {
      if (cases(List.of(pattern)).isEmpty()) {
        throw new InputException(
            part.place()
                + "the part "
                + part.id()
                + " is about "
                + pattern
                + ", and the run has no such case. It has the stages "
                + strategy.stages().stream().map(StageRecord::id).collect(Collectors.joining(", "))
                + ". Mend the line, or run what it needs (mmkit.stages, mmkit.case).");
      }
    }
  }

  /**
   * The value of a measure.
   *
   * @throws InputException if the run has none of that name
   */
  long measure(RubricPart part, Criterion.Measure criterion) {
    SortedMap<String, Long> numbers =
        strategy.measures().getOrDefault(criterion.stage(), new TreeMap<>());
    Long value = numbers.get(criterion.name());
    if (value == null) {
      throw new InputException(
          part.place()
              + "the run has no measure "
              + criterion.text()
              + ". Stage "
              + criterion.stage()
              + (numbers.isEmpty()
                  ? " measured nothing: let it run (mmkit.stages)."
                  : " has " + some(numbers) + "."));
    }
    return value;
  }

  private static String some(SortedMap<String, Long> numbers) {
    int shown = 12;
    String first = numbers.keySet().stream().limit(shown).collect(Collectors.joining(", "));
    int more = numbers.size() - shown;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
