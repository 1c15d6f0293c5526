// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** How a run ended. */
public enum RunEnd {
  /** Every task ended. {@link Machine#violations} may still hold what was only reported. */
  COMPLETED,
  /** A broken rule stopped the run. */
  VIOLATION,
  /** Tasks are left and none of them can go on. */
  DEADLOCK,
  /** Tasks step and step and change nothing. */
  LIVELOCK,
  /** The run took more visible steps than {@link MachineOptions#stepLimit} allows. */
  STEP_LIMIT,
  /** A task's body threw: see {@link Task#failure}. */
  FAILED
}
