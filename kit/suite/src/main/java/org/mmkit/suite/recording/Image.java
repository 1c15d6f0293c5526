// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.mm.uapi.Addr;

/**
 * What execve maps, which no log tells: the program, its loader, a stack. It is what is used though
 * no call has ever mapped it, in ranges without large holes.
 */
final class Image {
  private static final long HOLE_MAX = 2 << 20;
  private static final int PAGES_MAX = 1 << 20;

  /** Below, nothing can be mapped. */
  static final long LOWEST = 1 << 16;

  /** Above lie stacks. */
  private static final long STACKS = 0x7ff0_0000_0000L;

  private final TreeSet<Long> used = new TreeSet<>();

  /** What calls map at some time: ends by starts, without overlaps. */
  private final TreeMap<Long, Long> everMapped = new TreeMap<>();

  /** Where the heap begins; 0 if the program never asks. */
  long heap;

  /** A range, and whether it is a stack. */
  record Range(long start, long end, boolean stack) {
    long length() {
      return end - start;
    }
  }

  /** A page is used though no call has mapped it. */
  void use(long address) {
    if (used.size() < PAGES_MAX && address >= LOWEST) {
      used.add(Addr.pageStart(address));
    }
  }

  void map(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> other = everMapped.floorEntry(to);
    while (other != null && other.getValue() >= from) {
      from = Math.min(from, other.getKey());
      to = Math.max(to, other.getValue());
      everMapped.remove(other.getKey());
      other = everMapped.floorEntry(to);
    }
    everMapped.put(from, to);
  }

  private boolean isMapped(long start, long end) {
    Map.Entry<Long, Long> below = everMapped.lowerEntry(end);
    return below != null && below.getValue() > start;
  }

  List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    long start = -1;
    long end = -1;
    for (long page : used) {
      long next = page + Addr.PAGE_SIZE;
      if (isMapped(page, next)) {
        continue;
      }
      if (start >= 0 && (page - end > HOLE_MAX || isMapped(end, page))) {
        ranges.add(new Range(start, end, start >= STACKS));
        start = page;
      }
      start = start < 0 ? page : start;
      end = next;
    }
    if (start >= 0) {
      ranges.add(new Range(start, end, start >= STACKS));
    }
    return ranges;
  }
}
