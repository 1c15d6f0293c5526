// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/** The numbers that the symbols of the case language stand for. */
public final class Arena {

  /** {@code B}: the first byte of the arena, which is free at the start of each program. */
  public static final long BASE = 0x2000_0000_0000L;

  /** {@code P}: bytes of a page. */
  public static final long PAGE = 4096;

  /** {@code TASK}: the first byte behind user space. */
  public static final long TASK_SIZE = 0x7fff_ffff_f000L;

  /** Pages behind its first byte that count as its own. */
  public static final long PAGES = 1L << 33;

  /** Pages in front of it whose mappings are shown too. */
  public static final long MARGIN = 1L << 20;

  private Arena() {}

  /** The address of an arena-relative number of bytes; wraps as the machine's addresses do. */
  public static long address(long bytes) {
    return BASE + bytes;
  }
}
