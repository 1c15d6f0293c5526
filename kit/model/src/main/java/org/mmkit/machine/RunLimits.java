// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The limits of a machine.
 *
 * @param steps visible steps that it may take
 * @param idleSteps visible steps in a row which may change nothing but locks
 * @param tasks tasks that may be spawned
 */
public record RunLimits(long steps, long idleSteps, int tasks) {

  /** Checks that each is positive. */
  public RunLimits {
    if (steps < 1 || idleSteps < 1 || tasks < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: steps "
              + steps
              + ", steps without a change "
              + idleSteps
              + ", tasks "
              + tasks);
    }
  }
}
