// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import org.mmkit.machine.Access;
import org.mmkit.machine.Cost;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;

/**
 * The VMAs of an mm in address order. Stands for the red-black tree and the list of Linux to 6.0,
 * and for the maple tree since; every store is a visible step and needs mmap_sem for writing.
 */
public final class VmaTree {
  private final Machine machine;
  private final MmStruct mm;
  private final LockRules locks;
  private final long id;
  private VmArea[] vmas = new VmArea[8];
  private int size;

  VmaTree(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
    this.locks = mm.locks();
    this.id = machine.newId();
  }

  /** Number of VMAs. */
  public int size() {
    return size;
  }

  /** The VMA at a place in address order; no lock is checked, for observers. */
  public VmArea at(int index) {
    return vmas[index];
  }

  /** The first VMA that ends above an address, or null ({@code find_vma}). A visible step. */
  public VmArea find(long address) {
    machine.step(StepKind.TREE_READ, id, Access.READ, Cost.FIND_VMA, 1);
    locks.read(MmField.VMA_TREE);
    return peek(address);
  }

  /**
   * The VMA of an address, or null, for a reader under RCU ({@code mas_walk}): it may be gone, or
   * have changed, when this returns.
   */
  VmArea walk(long address) {
    machine.step(StepKind.TREE_READ, id, Access.READ, Cost.FIND_VMA, 1);
    if (!mm.kernel().rcu().isReader()) {
      locks.read(MmField.VMA_TREE);
    }
    VmArea vma = peek(address);
    return vma != null && vma.start() <= address ? vma : null;
  }

  /** As {@link #find}, as part of a step made already. */
  VmArea peek(long address) {
    int index = indexAbove(address);
    return index < size ? vmas[index] : null;
  }

  /** The VMA just below one that starts at an address, or null. */
  VmArea before(long address) {
    int index = indexStartingAt(address) - 1;
    return index >= 0 ? vmas[index] : null;
  }

  /** The VMA with the lowest start at or above an address, or null. */
  VmArea atOrAfter(long address) {
    int index = indexStartingAt(address);
    return index < size ? vmas[index] : null;
  }

  /** Whether a VMA overlaps [start, end). */
  boolean overlaps(long start, long end) {
    VmArea vma = peek(start);
    return vma != null && vma.start() < end;
  }

  /** A VMA that overlaps [start, end) and is not being taken out, or null. */
  VmArea remaining(long start, long end) {
    for (int i = indexAbove(start); i < size && vmas[i].start() < end; i++) {
      if (!vmas[i].isMarkedDetached()) {
        return vmas[i];
      }
    }
    return null;
  }

  /** Stores a VMA, in the same step over those of its range that are being taken out. */
  void insert(VmArea vma) {
    storeStep(Cost.VMA_NEW);
    place(vma);
  }

  private void place(VmArea vma) {
    mm.requireNotOwned(vma, vma.start(), vma.end());
    dropDetached(vma.start(), vma.end());
    int index = indexStartingAt(vma.start());
    boolean overlapsNext = index < size && vmas[index].start() < vma.end();
    boolean overlapsPrevious = index > 0 && vmas[index - 1].end() > vma.start();
    if (overlapsNext || overlapsPrevious) {
      throw machine.fatal(MmRule.V1, "VMA " + vma.describe() + " inserted over another");
    }
    if (size == vmas.length) {
      vmas = Arrays.copyOf(vmas, 2 * size);
    }
    System.arraycopy(vmas, index, vmas, index + 1, size - index);
    vmas[index] = vma;
    size++;
    vma.setAttached(true);
  }

  void remove(VmArea vma) {
    storeStep(Cost.VMA_DETACH);
    int index = indexStartingAt(vma.start());
    if (index >= size || vmas[index] != vma) {
      throw machine.fatal(
          MmRule.V5, "VMA " + vma.describe() + " removed, but it is not in the tree");
    }
    vma.requireWriteLocked(MmRule.D2, "taken out of the tree");
    removeAt(index, index + 1);
  }

  /** Takes all VMAs of a range out in one store ({@code vma_iter_clear}). */
  void clear(long start, long end) {
    storeStep(Cost.VMA_DETACH);
    int from = indexAbove(start);
    int to = from;
    while (to < size && vmas[to].start() < end) {
      vmas[to++].requireWriteLocked(MmRule.D2, "taken out of the tree");
    }
    removeAt(from, to);
  }

  /** Makes room for a store over what is being taken out. */
  private void dropDetached(long start, long end) {
    int from = indexAbove(start);
    int to = from;
    while (to < size && vmas[to].start() < end && vmas[to].isMarkedDetached()) {
      to++;
    }
    removeAt(from, to);
  }

  private void removeAt(int from, int to) {
    if (from == to) {
      return;
    }
    for (int i = from; i < to; i++) {
      vmas[i].setAttached(false);
    }
    System.arraycopy(vmas, to, vmas, from, size - to);
    Arrays.fill(vmas, size - (to - from), size, null);
    size -= to - from;
  }

  /** Removes all, for the last exit. */
  void clear() {
    storeStep(Cost.VMA_DETACH);
    for (int i = 0; i < size; i++) {
      vmas[i].setAttached(false);
      vmas[i] = null;
    }
    size = 0;
  }

  /**
   * Moves the boundaries of a VMA in the tree, keeping the order; a VMA that grows does so over
   * those that are being taken out.
   */
  void adjust(VmArea vma, long start, long end, long pgoff) {
    machine.step(StepKind.TREE_WRITE, id, Access.WRITE, Cost.VMA_NEW, 1);
    move(vma, start, end, pgoff);
  }

  private void move(VmArea vma, long start, long end, long pgoff) {
    locks.write(MmField.VMA_BOUNDS);
    vma.requireWriteLocked(MmRule.D2, "given other boundaries");
    if (start < vma.start()) {
      mm.requireNotOwned(vma, start, vma.start());
      dropDetached(start, vma.start());
    }
    if (end > vma.end()) {
      mm.requireNotOwned(vma, vma.end(), end);
      dropDetached(vma.end(), end);
    }
    vma.setBounds(start, end, pgoff);
  }

  /** Moves the boundaries of a VMA and stores what was cut off, in one step. */
  void split(VmArea vma, long start, long end, long pgoff, VmArea cutOff) {
    machine.step(StepKind.TREE_WRITE, id, Access.WRITE, Cost.VMA_NEW, 1);
    move(vma, start, end, pgoff);
    place(cutOff);
  }

  private void storeStep(Cost cost) {
    machine.step(StepKind.TREE_WRITE, id, Access.WRITE, cost, 1);
    locks.write(MmField.VMA_TREE);
  }

  /** The index of the first VMA with end above the address. */
  private int indexAbove(long address) {
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

  /** The index of the first VMA with start at or above the address. */
  private int indexStartingAt(long address) {
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
}
