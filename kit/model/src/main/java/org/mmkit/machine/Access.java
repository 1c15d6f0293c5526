// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * How a visible step touches its object: two steps on one object are dependent unless both read.
 */
public enum Access {
  /** Leaves the object as it is. */
  READ,
  /** Changes the object. */
  WRITE,
  /** Adds to a counter: commutes with other adds, not with reads and writes. */
  ADD,
  /** Touches no shared object. */
  NONE;

  /** Whether the order of two steps that touch one object in these ways makes no difference. */
  public boolean commutesWith(Access other) {
    return this == NONE || other == NONE || this == other && this != WRITE;
  }
}
