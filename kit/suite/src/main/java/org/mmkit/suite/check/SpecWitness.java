// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Objects;
import org.mmkit.suite.spec.SpecState;
import org.mmkit.suite.spec.SpecTarget;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/** The sequential specification as judge of the results that a case leaves open. */
public final class SpecWitness {
  private static final int MAIN = 0;

  private SpecWitness() {}

  /** What a call gave that the specification does not allow, or nothing. */
  public static String firstContradiction(Outcome outcome) {
    List<Observation> observations = outcome.observations();
    if (observations.stream().noneMatch(o -> o.step().expected().isAnything())) {
      return "";
    }
    SpecState state = SpecState.initial();
    for (Observation observation : observations) {
      List<SpecTarget.Outcome> legal =
          SpecTarget.explain(
              state, MAIN, observation.step().call(), Objects.requireNonNull(observation.result()));
      if (!legal.isEmpty()) {
        state = legal.get(0).state();
      } else if (observation.step().expected().isAnything()) {
        return observation.step().call()
            + " gave "
            + observation.result()
            + " instead of "
            + SpecTarget.outcomes(state, MAIN, observation.step().call()).get(0).answer();
      } else {
        // The kernel's word stands against the specification's: nothing behind it can be judged.
        return "";
      }
    }
    return "";
  }
}
