// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.Arena;

/** Arithmetic of addresses, lengths and pages; addresses are unsigned. */
final class Pages {

  static final int SIZE = 4096;
  static final int SHIFT = 12;

  /** Pages of a huge page. */
  static final long HUGE = 512;

  static final long TASK_SIZE = Arena.TASK_SIZE;
  static final long ARENA = Arena.BASE >>> SHIFT;

  /** Pages behind the arena's start that count as its own. */
  static final long ARENA_PAGES = Arena.PAGES;

  /** Pages in front of it that maps() and nvma() look at too. */
  static final long ARENA_MARGIN = Arena.MARGIN;

  /** Pages below a growing mapping that others must keep free. */
  static final long STACK_GUARD_GAP = 256;

  /** RLIMIT_STACK. */
  static final long STACK_LIMIT = 2048;

  private Pages() {}

  static boolean isAligned(long address) {
    return (address & (SIZE - 1)) == 0;
  }

  /** A length rounded up to whole pages; 0 if it wraps. */
  static long alignUp(long bytes) {
    return (bytes + SIZE - 1) & -SIZE;
  }

  static long of(long address) {
    return address >>> SHIFT;
  }

  static int offset(long address) {
    return (int) (address & (SIZE - 1));
  }

  /** Whether a range lies in user space: PAGE-aligned or not, without wrapping. */
  static boolean inUserSpace(long address, long bytes) {
    return Long.compareUnsigned(bytes, TASK_SIZE) <= 0
        && Long.compareUnsigned(address, TASK_SIZE - bytes) <= 0;
  }

  static boolean isHugeAligned(long page) {
    return page % HUGE == 0;
  }

  /** The number that case files use for a page. */
  static long relative(long page) {
    return page - ARENA;
  }
}
