// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;

/** The bytes of one page: a fill byte, and the few bytes that differ from it. */
final class PageContent {
  private byte fill;
  private int[] offsets = new int[2];
  private byte[] values = new byte[2];
  private int count;

  PageContent(byte fill) {
    this.fill = fill;
  }

  PageContent copy() {
    PageContent copy = new PageContent(fill);
    copy.offsets = offsets.clone();
    copy.values = values.clone();
    copy.count = count;
    return copy;
  }

  byte get(int offset) {
    for (int i = 0; i < count; i++) {
      if (offsets[i] == offset) {
        return values[i];
      }
    }
    return fill;
  }

  void set(int offset, byte value) {
    for (int i = 0; i < count; i++) {
      if (offsets[i] == offset) {
        values[i] = value;
        return;
      }
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    offsets[count] = offset;
    values[count++] = value;
  }

  /** Sets the bytes of [from, to) to zero, as the cut part of a truncated file's page is. */
  void zero(int from, int to) {
    int size = (int) Addr.PAGE_SIZE;
    int[] keptOffsets = new int[size];
    byte[] keptValues = new byte[size];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean cut = from <= i && i < to;
      if (!cut && get(i) != 0) {
        keptOffsets[kept] = i;
        keptValues[kept++] = get(i);
      }
    }
    fill = 0;
    count = kept;
    offsets = Arrays.copyOf(keptOffsets, Math.max(2, kept));
    values = Arrays.copyOf(keptValues, Math.max(2, kept));
  }
}
