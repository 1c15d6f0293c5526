// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** A run does not follow the schedule that it was to replay. */
public final class ReplayDivergence extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int decision;

  /** A divergence at a decision, with what was wanted there. */
  public ReplayDivergence(int decision, String message) {
    super("replay diverged at decision " + decision + ": " + message);
    this.decision = decision;
  }

  /** Number of the first decision that could not be followed, from 0. */
  public int decision() {
    return decision;
  }
}
