// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Optional;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.Claim;

/**
 * What must have been seen at least once in a search: a strategy that never does anything breaks no
 * rule either.
 */
final class Goals {
  private final StrategyInfo strategy;
  private boolean asked;
  private boolean unmapped;
  private boolean downgraded;

  Goals(StrategyInfo strategy) {
    this.strategy = strategy;
  }

  /** Looks at a run whose steps were recorded. */
  void see(Outcome traced) {
    for (Observation observation : traced.observations()) {
      if (observation.step().call().is(CallKind.ASKS_STRATEGY)) {
        asked = true;
        unmapped |= "OK".equals(observation.result());
      }
    }
    Trace trace = traced.machine().trace();
    for (int step = 0; step < trace.size(); step++) {
      downgraded |= trace.kind(step) == StepKind.LOCK_DOWNGRADE;
    }
  }

  /** Whether any of the scenarios asked the strategy for anything. */
  boolean askedForAnything() {
    return asked;
  }

  /** The goal that was not reached, if there is one. */
  Optional<Broken> missed() {
    if (asked && !unmapped) {
      return Optional.of(
          new Broken(ExploreRule.UNMAPS, "no munmap of any scenario succeeded, in any schedule"));
    }
    if (asked && strategy.claims().contains(Claim.DOWNGRADES) && !downgraded) {
      return Optional.of(
          new Broken(
              ExploreRule.DOWNGRADES,
              "the strategy claims DOWNGRADES, but no scenario made it call downgradeWrite"));
    }
    return Optional.empty();
  }
}
