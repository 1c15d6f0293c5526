// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import org.mmkit.machine.RunEnd;
import org.mmkit.suite.target.Outcome;

/**
 * How long sequential programs may run: as long as any needs, until some of them did not come to
 * their end. A strategy with an endless loop would otherwise be seen to loop in each of a thousand.
 */
public final class Patience {
  private static final int ENDLESS_MAX = 3;
  private static final long STEPS_THEN = 50_000;

  private int endless;
  private boolean tells;

  /** What is left of it behind programs that did not come to their end. */
  public static Patience spent() {
    Patience spent = new Patience();
    spent.endless = ENDLESS_MAX;
    return spent;
  }

  /** Whether some programs did not come to their end. */
  public boolean isSpent() {
    return endless >= ENDLESS_MAX;
  }

  /** Whether the run that was seen last may have ended otherwise with less patience. */
  public boolean tells() {
    return tells;
  }

  /** How many programs did not come to their end. */
  public int endless() {
    return endless;
  }

  /** How many of them are enough to spend it. */
  public static int enough() {
    return ENDLESS_MAX;
  }

  /** Whether a run was stopped because it took too many steps. */
  public static boolean isEndless(Outcome outcome) {
    return outcome.end() == RunEnd.STEP_LIMIT || outcome.end() == RunEnd.LIVELOCK;
  }

  /** A set-up with the steps that are left. */
  public Setup limit(Setup setup) {
    return endless < ENDLESS_MAX
        ? setup
        : setup.with(setup.machine().withStepLimit(STEPS_THEN).withLivelockLimit(STEPS_THEN / 2));
  }

  /** Takes note of how a run ended. */
  public void saw(Outcome outcome) {
    endless += isEndless(outcome) ? 1 : 0;
    tells = isEndless(outcome) || outcome.machine().steps() >= STEPS_THEN / 2;
  }
}
