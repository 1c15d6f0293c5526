// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * VMAs in address order: what {@link VmaTree} holds, without its steps and rules. There is room on
 * both sides, so that the side with fewer VMAs moves when some are taken out: a munmap of tens of
 * thousands takes them out one by one.
 */
public final class VmaArray {
  private VmArea[] vmas = new VmArea[8];

  /** Where the first one lies. */
  private int first;

  private int size;

  /** The last results of searches, which the next ones try first: calls work their way up. */
  private int above;

  private int starting;

  /** Number of VMAs. */
  public int size() {
    return size;
  }

  /** The VMA at an index. */
  public VmArea at(int index) {
    return vmas[first + index];
  }

  /** The VMA at an index, or null if there is none. */
  @Nullable VmArea orNull(int index) {
    return index >= 0 && index < size ? vmas[first + index] : null;
  }

  /** Whether there is a VMA at an index, and it starts below an address. */
  boolean startsBelow(int index, long address) {
    return index < size && at(index).start() < address;
  }

  /** A VMA that overlaps [start, end) and is not being taken out, or null. */
  @Nullable VmArea remaining(long start, long end) {
    for (int i = indexAbove(start); startsBelow(i, end); i++) {
      if (!at(i).isMarkedDetached() && !at(i).checks().isGoing()) {
        return at(i);
      }
    }
    return null;
  }

  /** Where the highest VMA ends, 0 if there is none. */
  long endOfLast() {
    return size == 0 ? 0 : at(size - 1).end();
  }

  /** The free bytes below a VMA. */
  long gapBelow(int index) {
    long below = index == 0 ? 0 : at(index - 1).end();
    return Math.max(0, FreeArea.gapStart(at(index)) - below);
  }

  /** The index of the first VMA that ends above an address. */
  int indexAbove(long address) {
    for (int i = above; i <= above + 1; i++) {
      if (i <= size
          && (i == size || endsAbove(i, address))
          && !(i > 0 && endsAbove(i - 1, address))) {
        above = i;
        return i;
      }
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (endsAbove(middle, address)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    above = low;
    return low;
  }

  private boolean endsAbove(int index, long address) {
    return Long.compareUnsigned(at(index).end(), address) > 0;
  }

  /** The index of the first VMA that starts at or above an address. */
  int indexStartingAt(long address) {
    for (int i = starting; i <= starting + 1; i++) {
      if (i <= size && !startsBelow(i, address) && (i == 0 || startsBelow(i - 1, address))) {
        starting = i;
        return i;
      }
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle).start() >= address) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    starting = low;
    return low;
  }

  /** Puts a VMA at an index, in front of what was there. */
  void add(int index, VmArea vma) {
    if (first > 0 && index < size / 2) {
      System.arraycopy(vmas, first, vmas, first - 1, index);
      first--;
    } else {
      if (first + size == vmas.length) {
        vmas = Arrays.copyOf(vmas, 2 * vmas.length);
      }
      int at = first + index;
      System.arraycopy(vmas, at, vmas, at + 1, size - index);
    }
    vmas[first + index] = vma;
    size++;
  }

  /** Takes the VMAs at [from, to) out. */
  public void remove(int from, int to) {
    int count = to - from;
    if (from < size - to) {
      System.arraycopy(vmas, first, vmas, first + count, from);
      Arrays.fill(vmas, first, first + count, null);
      first += count;
    } else {
      System.arraycopy(vmas, first + to, vmas, first + from, size - to);
      Arrays.fill(vmas, first + size - count, first + size, null);
    }
    size -= count;
  }

  /** Holds these from now on, and no others. */
  public void set(List<VmArea> others) {
    vmas = others.toArray(new VmArea[Math.max(vmas.length, others.size())]);
    first = 0;
    size = others.size();
  }
}
