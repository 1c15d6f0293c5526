// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/** Where a cost comes from. */
public enum Basis {
  /** Chosen so that a published measurement comes out. */
  FITTED,
  /** Measured on the machine that the profile names. */
  MEASURED,
  /** Taken from the literature or estimated for a machine of this class. */
  ASSUMED
}
