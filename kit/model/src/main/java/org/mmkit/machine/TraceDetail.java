// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** How much a machine records of a run. */
public enum TraceDetail {
  /** Nothing. */
  NONE,
  /** Steps and waits, for those who compare runs: not their lines, which cost ten times more. */
  STEPS,
  /** The steps with the strategy's lines, what lies between them, and the lives of things. */
  STORY
}
