// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;

/** The bytes of one page: a fill byte and the few that differ from it, or if need be all. */
final class PageContent {
  private static final int FEW = 32;

  private byte fill;
  private int[] offsets = new int[2];
  private byte[] values = new byte[2];
  private int count;

  /** The first 4096 bytes, of a huge page perhaps more, once more than a few differ. */
  private byte @Nullable [] all;

  PageContent(byte fill) {
    this.fill = fill;
  }

  PageContent copy() {
    PageContent copy = new PageContent(fill);
    copy.offsets = offsets.clone();
    copy.values = values.clone();
    copy.count = count;
    copy.all = all == null ? null : all.clone();
    return copy;
  }

  /** Whether all bytes of the first 4096 are those of another page. */
  boolean holds(PageContent other) {
    if (all == null && other.all == null && fill == other.fill) {
      return agreesWhereStored(other) && other.agreesWhereStored(this);
    }
    for (int offset = 0; offset < Addr.PAGE_SIZE; offset++) {
      if (get(offset) != other.get(offset)) {
        return false;
      }
    }
    return true;
  }

  private boolean agreesWhereStored(PageContent other) {
    for (int i = 0; i < count; i++) {
      if (other.get(offsets[i]) != values[i]) {
        return false;
      }
    }
    return true;
  }

  byte get(int offset) {
    if (all != null && offset < all.length) {
      return all[offset];
    }
    for (int i = 0; i < count; i++) {
      if (offsets[i] == offset) {
        return values[i];
      }
    }
    return fill;
  }

  void set(int offset, byte value) {
    if (all != null && offset < all.length) {
      all[offset] = value;
      return;
    }
    for (int i = 0; i < count; i++) {
      if (offsets[i] == offset) {
        values[i] = value;
        return;
      }
    }
    if (count == FEW) {
      spread(all == null ? (int) Addr.PAGE_SIZE : Integer.highestOneBit(offset) << 1);
      set(offset, value);
      return;
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    offsets[count] = offset;
    values[count++] = value;
  }

  /** Keeps all of so many bytes from here on; those beyond, of a huge page, stay apart. */
  private void spread(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, fill);
    if (all != null) {
      System.arraycopy(all, 0, bytes, 0, all.length);
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (offsets[i] < bytes.length) {
        bytes[offsets[i]] = values[i];
      } else {
        offsets[kept] = offsets[i];
        values[kept++] = values[i];
      }
    }
    count = kept;
    all = bytes;
  }

  /** Sets the bytes of [from, to) to zero, as the cut part of a truncated file's page is. */
  void zero(int from, int to) {
    if (fill != 0 && (all == null || to > all.length)) {
      spread(Math.max((int) Addr.PAGE_SIZE, Integer.highestOneBit(Math.max(1, to - 1)) << 1));
    }
    if (all != null && from < all.length) {
      Arrays.fill(all, from, Math.min(to, all.length), (byte) 0);
    }
    for (int i = 0; i < count; i++) {
      if (from <= offsets[i] && offsets[i] < to) {
        values[i] = 0;
      }
    }
  }
}
