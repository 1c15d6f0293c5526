// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import org.mmkit.suite.program.Arena;

/**
 * Some memory of the arena.
 *
 * @param start its first byte, from the arena's beginning
 * @param bytes its length
 */
record Span(long start, long bytes) {

  static Span pages(long start, long count) {
    return new Span(start * Arena.PAGE, count * Arena.PAGE);
  }

  long end() {
    return start + bytes;
  }

  long firstPage() {
    return Math.floorDiv(start, Arena.PAGE);
  }

  /** Its pages, at least one. */
  long count() {
    return Math.max(1, bytes / Arena.PAGE);
  }
}
