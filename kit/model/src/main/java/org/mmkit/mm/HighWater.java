// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * The high-water mark of a counter, which is raised before the counter falls and not whenever it
 * rises ({@code hiwater_rss}, {@code hiwater_vm}); and what it should be.
 */
final class HighWater {
  private long current;
  private long mark;
  private long peak;

  /**
   * The counter has a new value.
   *
   * @param counts whether it should be remembered: not while a task is about to lower the counter
   *     and has raised the mark for that already
   */
  void now(long value, boolean counts) {
    current = value;
    if (counts) {
      peak = Math.max(peak, value);
    }
  }

  /** The counter is about to fall. */
  void update() {
    mark = Math.max(mark, current);
  }

  /** What the kernel would say. */
  long said() {
    return Math.max(mark, current);
  }

  /** The highest value that should be remembered. */
  long peak() {
    return peak;
  }
}
