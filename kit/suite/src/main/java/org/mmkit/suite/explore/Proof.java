// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.diagnosis.AmendedStrategy;
import org.mmkit.suite.diagnosis.Amendment;
import org.mmkit.suite.diagnosis.Diagnosis;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;

/**
 * Tries diagnoses of a broken rule: the kit puts the step that a diagnosis names right, and leaves
 * all others as they are. If the program breaks the rule no more, that step was it.
 */
public final class Proof {
  private final Program program;
  private final StageRequest request;

  /** Of what a program showed of the strategy of a request. */
  public Proof(Program program, StageRequest request) {
    this.program = program;
    this.request = request;
  }

  /**
   * The diagnosis that is proved by one run of a program without tasks; {@link Diagnosis#NONE} if
   * all that fit were tried and are refuted, nothing if none could be tried.
   */
  public Optional<String> once(String code, List<StrategyStep> walk) {
    return proved(code, walk, run -> breaks(run, code));
  }

  /**
   * The same by a short search of a program's schedules. Nothing can be tried where that search
   * does not find the rule broken by the strategy as it is.
   */
  Optional<String> searching(String code, List<StrategyStep> walk, Runnable beat) {
    return proved(code, walk, run -> breaksSomewhere(run, code, beat));
  }

  private Optional<String> proved(
      String code, List<StrategyStep> walk, Predicate<Experiment> breaks) {
    List<Diagnosis> fitting =
        Diagnosis.fitting(code, walk).stream()
            .map(Diagnosis.Found::diagnosis)
            .filter(one -> one.amendment().isKnown())
            .filter(one -> strategy(one.amendment()).isAnother())
            .toList();
    if (fitting.isEmpty() || !breaks.test(Experiment.of(program, request))) {
      return Optional.empty();
    }
    return Optional.of(
        fitting.stream()
            .filter(one -> !breaks.test(amended(one.amendment())))
            .map(one -> (one.id() + " " + strategy(one.amendment()).what()).strip())
            .findFirst()
            .orElse(Diagnosis.NONE));
  }

  private Experiment amended(Amendment amendment) {
    Subject subject = request.subject();
    return Experiment.of(program, request, new Subject(subject.info(), () -> strategy(amendment)));
  }

  private AmendedStrategy strategy(Amendment amendment) {
    return AmendedStrategy.of(request.subject(), amendment);
  }

  private static boolean breaks(Experiment run, String code) {
    try {
      Outcome outcome = run.run(new VirtualTime());
      return outcome.failure() != null
          || run.judge(outcome).stream().anyMatch(one -> isOf(code, one));
    } catch (NotModelled missing) {
      return true;
    }
  }

  private boolean breaksSomewhere(Experiment run, String code, Runnable beat) {
    Exploration search =
        new Exploration(run, request.seed(), beat).until(broken -> isOf(code, broken));
    try {
      search.search(Reduction.FEW);
    } catch (NotModelled missing) {
      return true;
    }
    return search.failure() != null
        || search.discoveries().stream().anyMatch(one -> isOf(code, one.broken()));
  }

  private static boolean isOf(String code, Broken broken) {
    return broken.rule().code().equals(code);
  }
}
