// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.config.Defect;

/**
 * The VMAs of an mm in address order. Stands for the red-black tree of Linux to 6.0 and keeps the
 * list beside it, and for the maple tree since; every store is a visible step and needs mmap_sem
 * for writing.
 */
public final class VmaTree {
  private final Machine machine;
  private final MmStruct mm;
  private final LockRules locks;
  private final UnmapCoverage coverage;
  private final long id;
  private final VmaList list = new VmaList();

  /** What readers hold while they walk; stores put another one in its place. */
  private static final class Node {
    boolean freed;
  }

  /** Entries of a leaf of the maple tree. */
  private static final int LEAF = 4;

  /** Null where nobody walks while somebody stores. */
  private Node node;

  private VmArea[] vmas = new VmArea[8];
  private int size;

  /** VMAs stored and not taken out again: the size, unless the tree has lost one. */
  private int stored;

  private long highestEnd;

  /** What was detached and is being unmapped; at most a few. */
  private final List<VmaRange> owned = new ArrayList<>(1);

  VmaTree(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
    this.locks = mm.locks();
    this.coverage = mm.coverage();
    this.id = machine.newId();
    this.node = storesUnderReaders() ? new Node() : null;
  }

  /** Whether it has lost what was stored. */
  boolean hasLost() {
    return stored != size;
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
    machine.step(StepKind.TREE_READ, id, Access.READ, MmCost.FIND_VMA, 1);
    locks.read(MmField.VMA_TREE);
    if (node != null) {
      walkDown(node);
    }
    return peek(address);
  }

  /** Stacks that grow with mmap_lock held for reading store while others walk. */
  private void walkDown(Node from) {
    machine.step(StepKind.TREE_READ, id, Access.READ);
    if (from.freed) {
      throw machine.fatal(MmRule.U1, "walk of a freed node of the tree of VMAs");
    }
  }

  /** A store copies the nodes that it changes; the old ones go when readers under RCU have left. */
  private void replaceNode() {
    if (storesUnderReaders()) {
      Node old = node;
      node = new Node();
      if (old != null) {
        mm.kernel().rcu().call(() -> old.freed = true);
      }
    }
  }

  private boolean storesUnderReaders() {
    return mm.kernel().perVmaLocks()
        && (!mm.kernel().unmapPaths().stackGrowsExclusively() || mm.kernel().has(Defect.I_11));
  }

  /**
   * The VMA of an address, or null, for a reader under RCU ({@code mas_walk}): it may be gone, or
   * have changed, when this returns.
   */
  VmArea walk(long address) {
    machine.step(StepKind.TREE_READ, id, Access.READ, MmCost.FIND_VMA, 1);
    if (!mm.kernel().rcu().isReader()) {
      locks.read(MmField.VMA_TREE);
    }
    VmArea vma = peek(address);
    return vma != null && vma.start() <= address ? vma : null;
  }

  /** As {@link #find}, as part of a step made already. */
  public VmArea peek(long address) {
    int index = indexAbove(address);
    return index < size ? vmas[index] : null;
  }

  /** The VMA just below one that starts at an address, or null. */
  public VmArea before(long address) {
    int index = indexStartingAt(address) - 1;
    return index >= 0 ? vmas[index] : null;
  }

  /** The VMA with the lowest start at or above an address, or null. */
  public VmArea atOrAfter(long address) {
    int index = indexStartingAt(address);
    return index < size ? vmas[index] : null;
  }

  /** Whether a VMA overlaps [start, end). */
  public boolean overlaps(long start, long end) {
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
  public void insert(VmArea vma) {
    storeStep(MmCost.VMA_NEW);
    place(vma);
  }

  private void place(VmArea vma) {
    dropDetached(vma.start(), vma.end());
    int index = indexStartingAt(vma.start());
    boolean overlapsNext = index < size && vmas[index].start() < vma.end();
    boolean overlapsPrevious = index > 0 && vmas[index - 1].end() > vma.start();
    if (overlapsNext || overlapsPrevious) {
      throw machine.fatal(MmRule.V1, "VMA " + vma.describe() + " inserted over another");
    }
    requireDisowned(vma, vma.start(), vma.end());
    if (size == vmas.length) {
      vmas = Arrays.copyOf(vmas, 2 * size);
    }
    System.arraycopy(vmas, index, vmas, index + 1, size - index);
    vmas[index] = vma;
    size++;
    stored++;
    vma.setAttached(true);
    coverage.changed(vma.start(), vma.end(), 1);
    list.insert(vma, index > 0 ? vmas[index - 1] : null);
    updateRoom(index);
    updateRoom(index + 1);
  }

  /** Takes a VMA out of tree and list. */
  void remove(VmArea vma) {
    int index = erase(vma);
    list.cut(index > 0 ? vmas[index - 1] : null, vma, vma.next());
    updateRoom(index);
  }

  /** Takes a VMA out of the tree alone; the list is cut when all of a range are out of it. */
  int erase(VmArea vma) {
    storeStep(MmCost.VMA_DETACH);
    int index = indexStartingAt(vma.start());
    if (index >= size || vmas[index] != vma) {
      throw machine.fatal(
          MmRule.V5, "VMA " + vma.describe() + " removed, but it is not in the tree");
    }
    vma.requireWriteLocked(MmRule.D2, "taken out of the tree");
    System.arraycopy(vmas, index + 1, vmas, index, size - index - 1);
    vmas[--size] = null;
    stored--;
    vma.setAttached(false);
    coverage.changed(vma.start(), vma.end(), -1);
    return index;
  }

  /** Takes all VMAs of a range out in one store ({@code vma_iter_clear}). */
  void clear(long start, long end) {
    storeStep(MmCost.VMA_DETACH);
    int from = indexAbove(start);
    int to = from;
    while (to < size && vmas[to].start() < end) {
      vmas[to++].requireWriteLocked(MmRule.D2, "taken out of the tree");
    }
    boolean spansLeaves = from < to && from / LEAF != (to - 1) / LEAF;
    removeRun(from, to);
    if (spansLeaves && to % LEAF == 0 && mm.kernel().has(Defect.I_14)) {
      lose(from);
    }
  }

  /** An entry is not copied when the leaves on both sides of a store are joined. */
  private void lose(int index) {
    if (index < size) {
      System.arraycopy(vmas, index + 1, vmas, index, size - index - 1);
      vmas[--size] = null;
    }
  }

  /** Makes room for a store over what is being taken out. */
  private void dropDetached(long start, long end) {
    if (!mm.kernel().perVmaLocks()) {
      return;
    }
    int from = indexAbove(start);
    int to = from;
    while (to < size && vmas[to].start() < end && vmas[to].isMarkedDetached()) {
      to++;
    }
    removeRun(from, to);
  }

  private void removeRun(int from, int to) {
    if (from == to) {
      return;
    }
    VmArea last = vmas[to - 1];
    list.cut(from > 0 ? vmas[from - 1] : null, last, last.next());
    for (int i = from; i < to; i++) {
      vmas[i].setAttached(false);
      coverage.changed(vmas[i].start(), vmas[i].end(), -1);
    }
    System.arraycopy(vmas, to, vmas, from, size - to);
    Arrays.fill(vmas, size - (to - from), size, null);
    size -= to - from;
    stored -= to - from;
    updateRoom(from);
  }

  /**
   * Cuts a run of erased VMAs out of the list, between the one below it and what follows it there.
   */
  void cut(VmArea previous, VmArea last) {
    if (previous != null) {
      // One that was freed since it was looked up must not be stored to.
      previous.start();
    }
    list.cut(previous, last, last.next());
  }

  /** Brings what the search for room knows up to date behind a run that was cut out. */
  void updateRoomAbove(long address) {
    updateRoom(indexStartingAt(address));
  }

  /** The list beside the tree. */
  VmaList list() {
    return list;
  }

  /** Where the highest VMA ends, as far as the search for room knows ({@code highest_vm_end}). */
  long highestEnd() {
    return highestEnd;
  }

  /** Where the highest VMA really ends. */
  long endOfLast() {
    return size == 0 ? 0 : vmas[size - 1].end();
  }

  /** The free bytes that there really are below a VMA. */
  long gapBelow(int index) {
    long below = index == 0 ? 0 : vmas[index - 1].end();
    return Math.max(0, FreeArea.gapStart(vmas[index]) - below);
  }

  private void updateRoom(int index) {
    if (index < size) {
      vmas[index].gap = gapBelow(index);
    }
    highestEnd = index >= size - 1 ? endOfLast() : highestEnd;
  }

  /** Removes all, for the last exit. */
  void clear() {
    storeStep(MmCost.VMA_DETACH);
    for (int i = 0; i < size; i++) {
      vmas[i].setAttached(false);
      vmas[i] = null;
    }
    size = 0;
    stored = 0;
    highestEnd = 0;
    list.clear();
  }

  /** Leaves VMAs that were freed where walks begin: the head of the list is not reset. */
  void leave(List<VmArea> freed) {
    vmas = freed.toArray(vmas);
    size = freed.size();
  }

  /**
   * Moves the boundaries of a VMA in the tree, keeping the order; a VMA that grows does so over
   * those that are being taken out.
   */
  void adjust(VmArea vma, long start, long end, long pgoff) {
    machine.step(StepKind.TREE_WRITE, id, Access.WRITE, MmCost.VMA_NEW, 1);
    move(vma, start, end, pgoff);
  }

  /** Moves the boundaries of a VMA and stores what was cut off, in one step. */
  void split(VmArea vma, long start, long end, long pgoff, VmArea cutOff) {
    machine.step(StepKind.TREE_WRITE, id, Access.WRITE, MmCost.VMA_NEW, 1);
    move(vma, start, end, pgoff);
    place(cutOff);
  }

  private void move(VmArea vma, long start, long end, long pgoff) {
    replaceNode();
    locks.write(MmField.VMA_BOUNDS);
    vma.requireWriteLocked(MmRule.D2, "given other boundaries");
    dropDetached(start, vma.start());
    dropDetached(vma.end(), end);
    coverage.changed(vma.start(), vma.end(), -1);
    requireDisowned(vma, start, vma.start());
    requireDisowned(vma, vma.end(), end);
    vma.setBounds(start, end, pgoff);
    coverage.changed(start, end, 1);
    int index = indexStartingAt(start);
    updateRoom(index);
    updateRoom(index + 1);
  }

  /** A range was detached: until its page tables are gone it is the caller's alone. */
  void own(VmaRange span) {
    span.setOwner(machine.current());
    owned.add(span);
  }

  void disown(VmaRange span) {
    owned.remove(span);
  }

  /** Reports a VMA that comes to cover part of a range which another task is unmapping. */
  private void requireDisowned(VmArea vma, long start, long end) {
    for (int i = 0; i < owned.size(); i++) {
      VmaRange span = owned.get(i);
      boolean overlaps = start < end && start < span.end() && end > span.start();
      if (overlaps && span.owner() != machine.current()) {
        machine.report(
            MmRule.V8,
            "VMA " + vma.describe() + " put into " + span.describe() + ", which is being unmapped");
      }
    }
  }

  private void storeStep(MmCost cost) {
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
