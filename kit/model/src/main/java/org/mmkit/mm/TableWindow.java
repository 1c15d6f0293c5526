// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * How much of a page table is kept: an aligned window of 4, 16, 64 or all 512 entries. Most tables
 * of a small program hold a few neighbours, and making and walking 512 entries for them would cost
 * more than all else.
 */
final class TableWindow {
  private static final int ENTRIES = 512;
  private static final int SMALL = 4;
  private static final int LARGE = 64;

  private TableWindow() {}

  /** The size of the smallest window that holds another one, if that has a length, and an index. */
  static int size(int first, int length, int index) {
    int size = Math.max(length, SMALL);
    while (length != 0 && (first & -size) != (index & -size)) {
      size = size == LARGE ? ENTRIES : size * SMALL;
    }
    return size;
  }
}
