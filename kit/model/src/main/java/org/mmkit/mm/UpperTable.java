// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** A page table of an upper level, which holds tables of the level below (or huge pages). */
final class UpperTable {
  private static final int ENTRIES = 512;

  /** 1 for a table of pmds, 2 of puds, 3 of pgds. */
  final int level;

  final long base;
  private final Object[] children = new Object[ENTRIES];
  private int used;

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

  Object child(long address) {
    return children[index(address)];
  }

  void setChild(long address, Object child) {
    int index = index(address);
    if (children[index] == null && child != null) {
      used++;
    } else if (children[index] != null && child == null) {
      used--;
    }
    children[index] = child;
  }

  boolean isEmpty() {
    return used == 0;
  }

  /** First byte behind what the entry of an address maps. */
  long entryLimit(long address) {
    long size = 1L << shift(level);
    return (address & -size) + size;
  }
}
