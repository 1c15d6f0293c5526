// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** How much a machine records of a run. */
public enum TraceDetail {
  /** Nothing. */
  NONE,
  /**
   * The steps, for those who compare runs: not where they come from, which costs ten times more.
   */
  STEPS,
  /** The steps with the strategy's lines, what lies between them, and the lives of things. */
  STORY
}
