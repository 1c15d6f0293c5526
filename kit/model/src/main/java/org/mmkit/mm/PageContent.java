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

  /** Sets all bytes from an offset on to zero, as a truncated file's last page is. */
  void zeroFrom(int offset) {
    if (offset == 0) {
      fill = 0;
      count = 0;
      return;
    }
    byte[] head = new byte[offset];
    for (int i = 0; i < offset; i++) {
      head[i] = get(i);
    }
    fill = 0;
    count = 0;
    for (int i = 0; i < offset; i++) {
      if (head[i] != 0) {
        set(i, head[i]);
      }
    }
  }
}
