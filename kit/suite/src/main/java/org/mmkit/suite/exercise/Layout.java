// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.TreeSet;
import org.mmkit.machine.policy.SplitMix64;

/**
 * Other places and lengths for what a scenario maps. Pages keep their order, and what lies at the
 * border of a page table stays there: of each table's 512 pages the lower half is stretched from
 * below, and the upper half from above.
 *
 * <p>A page of the scenario becomes one to three pages, whichever the seed says.
 */
final class Layout {
  private static final long TABLE = 512;
  private static final int STRETCHED = 24;
  private static final int WIDTH_MAX = 3;
  private static final int TABLES_MAX = 48;

  private final long shift;
  private final long seed;
  private final long[] below = new long[STRETCHED + 1];

  Layout(SplitMix64 random) {
    this.shift = TABLE * (1 + random.nextInt(TABLES_MAX));
    this.seed = random.nextLong();
    for (int cell = 0; cell < STRETCHED; cell++) {
      below[cell + 1] = below[cell] + 1 + random.nextInt(WIDTH_MAX);
    }
  }

  /** Where a range that begins or ends at a page does so now. */
  long edge(long page) {
    long offset = Math.floorMod(page, TABLE);
    long table = page - offset;
    long inTable = offset <= TABLE / 2 ? stretched(offset) : TABLE - stretched(TABLE - offset);
    return table + inTable + shift;
  }

  private long stretched(long distance) {
    return distance <= STRETCHED ? below[(int) distance] : below[STRETCHED] + distance - STRETCHED;
  }

  /** The page that is touched now where that one was: of those that it became one. */
  long touched(long page) {
    long first = edge(page);
    long width = Math.max(1, edge(page + 1) - first);
    return first + new SplitMix64(seed + page).nextInt((int) Math.min(width, WIDTH_MAX));
  }

  /** Whether some edges keep their order, so that nothing that was there vanishes. */
  boolean keepsOrder(TreeSet<Long> edges) {
    long last = Long.MIN_VALUE;
    for (long page : edges) {
      if (edge(page) <= last) {
        return false;
      }
      last = edge(page);
    }
    return true;
  }
}
