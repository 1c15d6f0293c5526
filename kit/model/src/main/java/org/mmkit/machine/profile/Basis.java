// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/** Where a figure comes from. */
public enum Basis {
  /** Chosen so that a published measurement comes out. */
  FITTED,
  /** Measured on the machine that the profile names. */
  MEASURED,
  /** Measured on another machine, and changed in proportion. */
  SCALED,
  /** Taken from the literature or estimated for a machine of this class. */
  ASSUMED
}
