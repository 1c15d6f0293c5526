// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;

/** The resident pages of an address space, by kind ({@code rss_stat}). */
public final class RssStat {
  /** Pages of files. */
  public static final int MM_FILEPAGES = 0;

  /** Anonymous pages. */
  public static final int MM_ANONPAGES = 1;

  /** Pages of shared memory. */
  public static final int MM_SHMEMPAGES = 2;

  static final int KINDS = 3;

  private final MmStruct mm;
  private final long[] pages = new long[KINDS];
  private final HighWater mark = new HighWater();

  RssStat(MmStruct mm) {
    this.mm = mm;
  }

  /** The counter that a frame belongs to. */
  public static int kindOf(PageFrames frames, int frame) {
    if (frames.has(frame, PageFrames.ANON)) {
      return MM_ANONPAGES;
    }
    return frames.has(frame, PageFrames.SWAPBACKED) ? MM_SHMEMPAGES : MM_FILEPAGES;
  }

  /** Counts pages of a kind in or, if negative, out. */
  public void add(int kind, long more) {
    Unnamed.RSS.touch(mm.machine(), mm.id(), Access.ADD);
    pages[kind] += more;
    long resident = pages[MM_FILEPAGES] + pages[MM_ANONPAGES] + pages[MM_SHMEMPAGES];
    mark.now(resident, mm.flushes().tlbFlushPending() == 0);
  }

  /** Resident pages of a kind. */
  public long pages(int kind) {
    return pages[kind];
  }

  /** The most pages that were ever resident ({@code hiwater_rss}). */
  HighWater mark() {
    Unnamed.RSS.touch(mm.machine(), mm.id(), Access.READ);
    return mark;
  }
}
