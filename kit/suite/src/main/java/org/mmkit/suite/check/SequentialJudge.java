// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.machine.RunEnd;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.spec.Possible;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * Judges the results of a program without tasks: by those that a real kernel gave, and, where the
 * program leaves a result open, by the sequential specification.
 */
final class SequentialJudge {
  private SequentialJudge() {}

  /** What is illegal in the results of a run, if anything is. */
  static Optional<Broken> judge(Program program, Outcome outcome) {
    return firstDifference(outcome).or(() -> firstContradiction(program, outcome.observations()));
  }

  /** The first call that did not do what the kernel's did. */
  private static Optional<Broken> firstDifference(Outcome outcome) {
    List<Observation> observations = outcome.observations();
    for (Observation observation : observations) {
      String result = observation.result();
      if (result == null) {
        return illegal(
            observation, observation.step().text() + " did not return: " + words(outcome));
      }
      if (!observation.step().expected().matches(result)) {
        return illegal(
            observation,
            observation.step().call().text()
                + " gave "
                + observation.result()
                + " instead of "
                + observation.step().expected().text());
      }
    }
    return outcome.end() == RunEnd.COMPLETED
        ? Optional.empty()
        : illegal(
            observations.get(observations.size() - 1), "the run did not end: " + words(outcome));
  }

  private static String words(Outcome outcome) {
    return switch (outcome.end()) {
      case DEADLOCK -> "deadlock";
      case LIVELOCK -> "livelock";
      case STEP_LIMIT ->
          "it took more than " + outcome.machine().options().limits().steps() + " steps";
      default -> "a rule was broken";
    };
  }

  /** The first result left open that the specification does not allow. */
  private static Optional<Broken> firstContradiction(Program program, List<Observation> all) {
    if (all.stream().noneMatch(o -> o.step().expected().isAnything())) {
      return Optional.empty();
    }
    Possible possible = new Possible(program);
    for (Observation observation : all) {
      Call call = observation.step().call();
      String result = Objects.requireNonNull(observation.result());
      if (!possible.follow(call, result)) {
        // Where the kernel's word stands against the specification's, nothing behind can be judged.
        return observation.step().expected().isAnything()
            ? illegal(observation, call + " gave " + result + " instead of " + possible.legal(call))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Broken> illegal(Observation observation, String sentence) {
    return Optional.of(new Broken(SpecRule.C1, sentence, observation));
  }
}
