// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;

/**
 * A page table of an upper level, which holds tables of the level below (or huge pages). Only a
 * window of its 512 entries is kept, outside of which all are empty: most tables hold one or two.
 */
public final class UpperTable {
  private static final int ENTRIES = 512;
  private static final Object[] NONE = new Object[0];

  /** 1 for a table of pmds, 2 of puds, 3 of pgds. */
  final int level;

  public final long base;
  private Object[] window = NONE;

  /** Index of the first entry in the window. */
  private int first;

  private int used;

  /** Address spaces that it belongs to. */
  private int sharers = 1;

  UpperTable(int level, long base) {
    this.level = level;
    this.base = base;
  }

  /** log2 of the bytes that one entry of a level maps. */
  static int shift(int level) {
    return Addr.PAGE_SHIFT + 9 * level;
  }

  int index(long address) {
    return (int) (address >>> shift(level)) & (ENTRIES - 1);
  }

  @Nullable Object child(long address) {
    int place = index(address) - first;
    return place >= 0 && place < window.length ? window[place] : null;
  }

  void setChild(long address, @Nullable Object child) {
    int index = index(address);
    if (child != null) {
      widen(index);
    } else if (index < first || index >= first + window.length) {
      return;
    }
    Object old = window[index - first];
    if (old == null && child != null) {
      used++;
    } else if (old != null && child == null) {
      used--;
    }
    window[index - first] = child;
  }

  private void widen(int index) {
    int size = TableWindow.size(first, window.length, index);
    if (size != window.length) {
      int from = index & -size;
      Object[] wider = new Object[size];
      System.arraycopy(window, 0, wider, window.length == 0 ? 0 : first - from, window.length);
      window = wider;
      first = from;
    }
  }

  /** First byte that an entry in the window maps: below it nothing is mapped. */
  long windowStart() {
    return base + ((long) first << shift(level));
  }

  /** First byte behind what the entries in the window map. */
  long windowEnd() {
    return base + ((long) (first + window.length) << shift(level));
  }

  /** First byte behind what all its entries map. */
  long limit() {
    return base + ((long) ENTRIES << shift(level));
  }

  /** Number of address spaces that it belongs to; more than 1 only of huge pages. */
  public int sharers() {
    return sharers;
  }

  void addSharers(int count) {
    sharers += count;
  }

  boolean isEmpty() {
    return used == 0;
  }

  /** First byte behind what the entry of an address maps. */
  long entryLimit(long address) {
    long size = 1L << shift(level);
    return (address & -size) + size;
  }

  /** Visits what lies below the pmd entries of [start, end), in address order. */
  void visit(long start, long end, PageTables.Visitor visitor) {
    for (long at = Math.max(start, windowStart()); at < end && at < windowEnd(); ) {
      long next = Math.min(entryLimit(at), end);
      Object child = child(at);
      if (child instanceof UpperTable upper) {
        upper.visit(at, next, visitor);
      } else if (child instanceof PteTable pte) {
        visitor.table(pte, at, next);
      } else if (child instanceof HugePmd huge) {
        visitor.huge(huge, this);
      }
      at = next;
    }
  }
}
