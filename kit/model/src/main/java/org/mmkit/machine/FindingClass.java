// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** What a finding means for a strategy. */
public enum FindingClass {
  /** A rule of the specification or an invariant is broken: the strategy fails. */
  SAFETY,
  /** Correct but slow in a named way. */
  PERFORMANCE,
  /** Breaks only in an environment which must be switched on. */
  LATENT
}
