// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.target.Observation;

/**
 * What a verdict on a run depends on: which calls began and returned in which order, and their
 * results.
 */
final class OutcomeKey {
  private final Observation[] observations;
  private final int hash;

  OutcomeKey(List<Observation> observations) {
    this.observations = observations.toArray(Observation[]::new);
    int mix = 1;
    for (Observation observation : this.observations) {
      mix = 31 * mix + observation.step().line();
      mix = 31 * mix + (observation.result() == null ? 0 : observation.result().hashCode());
      mix = 31 * mix + (int) observation.invoked();
      mix = 31 * mix + (int) observation.responded();
    }
    this.hash = mix;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof OutcomeKey that)
        || hash != that.hash
        || observations.length != that.observations.length) {
      return false;
    }
    for (int i = 0; i < observations.length; i++) {
      if (!same(observations[i], that.observations[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Observation one, Observation other) {
    Step step = one.step();
    return one.invoked() == other.invoked()
        && one.responded() == other.responded()
        && one.ranOut() == other.ranOut()
        && (step == other.step() || step.equals(other.step()))
        && one.task().equals(other.task())
        && (one.result() == null ? other.result() == null : one.result().equals(other.result()));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
