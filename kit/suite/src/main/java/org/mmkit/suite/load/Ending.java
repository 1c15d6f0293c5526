// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** Why the measurement of a point ended. */
public enum Ending {
  /** Each task had its operations, and ten windows told the same throughput. */
  STEADY,
  /** The task beside had ended. */
  BESIDE,
  /** The budget of steps was used up. */
  BUDGET
}
