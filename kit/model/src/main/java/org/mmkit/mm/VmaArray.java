// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** VMAs in address order: what {@link VmaTree} holds, without its steps and rules. */
public final class VmaArray {
  private VmArea[] vmas = new VmArea[8];
  private int size;

  /** Number of VMAs. */
  public int size() {
    return size;
  }

  /** The VMA at an index. */
  public VmArea at(int index) {
    return vmas[index];
  }

  /** The VMA at an index, or null if there is none. */
  @Nullable VmArea orNull(int index) {
    return index >= 0 && index < size ? vmas[index] : null;
  }

  /** Whether there is a VMA at an index, and it starts below an address. */
  boolean startsBelow(int index, long address) {
    return index < size && vmas[index].start() < address;
  }

  /** A VMA that overlaps [start, end) and is not being taken out, or null. */
  @Nullable VmArea remaining(long start, long end) {
    for (int i = indexAbove(start); startsBelow(i, end); i++) {
      if (!vmas[i].isMarkedDetached()) {
        return vmas[i];
      }
    }
    return null;
  }

  /** Where the highest VMA ends, 0 if there is none. */
  long endOfLast() {
    return size == 0 ? 0 : vmas[size - 1].end();
  }

  /** The free bytes below a VMA. */
  long gapBelow(int index) {
    long below = index == 0 ? 0 : vmas[index - 1].end();
    return Math.max(0, FreeArea.gapStart(vmas[index]) - below);
  }

  /** The index of the first VMA that ends above an address. */
  int indexAbove(long address) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(vmas[middle].end(), address) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The index of the first VMA that starts at or above an address. */
  int indexStartingAt(long address) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (vmas[middle].start() >= address) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Puts a VMA at an index, in front of what was there. */
  void add(int index, VmArea vma) {
    if (size == vmas.length) {
      vmas = Arrays.copyOf(vmas, 2 * size);
    }
    System.arraycopy(vmas, index, vmas, index + 1, size - index);
    vmas[index] = vma;
    size++;
  }

  /** Takes the VMAs at [from, to) out. */
  public void remove(int from, int to) {
    System.arraycopy(vmas, to, vmas, from, size - to);
    Arrays.fill(vmas, size - (to - from), size, null);
    size -= to - from;
  }

  /** Holds these from now on, and no others. */
  public void set(List<VmArea> others) {
    vmas = others.toArray(vmas);
    size = others.size();
  }
}
