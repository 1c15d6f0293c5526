// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * A range of addresses [start, end) for which a task wants a lock, or has it.
 *
 * @param start the first byte
 * @param end the first byte behind the last
 * @param write whether for writing
 */
public record LockRange(long start, long end, boolean write) {

  /** Whether the two have an address in common. */
  public boolean overlaps(LockRange other) {
    return start < other.end && other.start < end;
  }

  /** The same for reading, as a downgrade leaves it. */
  public LockRange downgraded() {
    return new LockRange(start, end, false);
  }
}
