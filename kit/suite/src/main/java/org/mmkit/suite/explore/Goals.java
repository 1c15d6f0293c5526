// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Machine;
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
  private boolean mayBeKilled;
  private boolean killed;

  Goals(StrategyInfo strategy) {
    this.strategy = strategy;
  }

  /** Looks at a run in which a fatal signal may come while a call waits. */
  void seeSignals(Outcome traced) {
    for (Observation observation : traced.observations()) {
      if (observation.step().call().name().equals("unmap")) {
        mayBeKilled = true;
        killed |=
            "EINTR".equals(observation.result()) && isKilled(traced.machine(), observation.task());
      }
    }
  }

  private static boolean isKilled(Machine machine, String name) {
    for (int id = 0; id < machine.taskCount(); id++) {
      if (machine.task(id).name().equals(name) && machine.task(id).killed()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a signal has ended a wait. */
  boolean sawKill() {
    return killed;
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

  /** The goals that were not reached. */
  List<Broken> missed() {
    List<Broken> missed = new ArrayList<>();
    if (asked && !unmapped) {
      missed.add(
          new Broken(ExploreRule.UNMAPS, "no munmap of any scenario succeeded, in any schedule"));
    }
    if (asked && strategy.claims().contains(Claim.DOWNGRADES) && !downgraded) {
      missed.add(
          new Broken(
              ExploreRule.DOWNGRADES,
              "the strategy claims DOWNGRADES, but no scenario made it call downgradeWrite"));
    }
    if (unmapped && mayBeKilled && !killed) {
      missed.add(
          new Broken(
              ExploreRule.KILLABLE,
              "no munmap gave EINTR where a fatal signal came while it waited: take the lock with"
                  + " downWriteKillable, and return -EINTR where that does not give 0"));
    }
    return missed;
  }
}
