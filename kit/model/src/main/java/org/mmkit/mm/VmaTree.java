// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;

/**
 * The VMAs of an mm in address order. Stands for the red-black tree of Linux to 6.0 and keeps the
 * list beside it, and for the maple tree since; every store is a visible step and needs mmap_sem
 * for writing.
 */
public class VmaTree {
  /** How it is made. */
  public static final Part<Function<MmStruct, VmaTree>> PART =
      Part.of("the tree of VMAs", VmaTree::new);

  private final Machine machine;
  private final MmStruct mm;
  private final LockRules locks;
  private final UnmapCoverage coverage;
  private final long id;
  private final VmaList list = new VmaList();
  private final VmaArray vmas = new VmaArray();

  /** VMAs stored and not taken out again: the size, unless the tree has lost one. */
  private int stored;

  private long highestEnd;

  private final OwnedRanges owned;
  private final TreeNodes nodes;

  /** For its maker, and for subclasses, which do one step otherwise. */
  protected VmaTree(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
    this.locks = mm.locks();
    this.coverage = mm.coverage();
    this.id = machine.newId();
    this.owned = new OwnedRanges(machine);
    this.nodes = mm.kernel().parts().maker(TreeNodes.PART).apply(mm);
  }

  /** Whether it has lost what was stored. */
  boolean hasLost() {
    return stored != vmas.size();
  }

  /** Number of VMAs. */
  public int size() {
    return vmas.size();
  }

  /** The VMA at a place in address order; no lock is checked, for observers. */
  public VmArea at(int index) {
    return vmas.at(index);
  }

  /** The first VMA that ends above an address, or null ({@code find_vma}). A visible step. */
  public @Nullable VmArea find(long address) {
    machine.step(StepKind.TREE_READ, id, Access.READ, MmCost.FIND_VMA, 1);
    locks.read(MmField.VMA_TREE, address, address + 1);
    nodes.walk();
    return peek(address);
  }

  /** What stands for it in steps. */
  long id() {
    return id;
  }

  /** What it holds. */
  protected final VmaArray array() {
    return vmas;
  }

  /**
   * The VMA of an address, or null, for a reader under RCU ({@code mas_walk}): it may be gone, or
   * have changed, when this returns.
   */
  @Nullable VmArea walk(long address) {
    machine.step(StepKind.TREE_READ, id, Access.READ, MmCost.FIND_VMA, 1);
    if (!mm.kernel().rcu().isReader()) {
      locks.read(MmField.VMA_TREE, address, address + 1);
    }
    VmArea vma = peek(address);
    return vma != null && vma.start() <= address ? vma : null;
  }

  /** As {@link #find}, as part of a step made already. */
  public @Nullable VmArea peek(long address) {
    return vmas.orNull(vmas.indexAbove(address));
  }

  /** The VMA of an address that has one for certain. */
  public VmArea covering(long address) {
    return Objects.requireNonNull(peek(address), () -> "no VMA at " + Long.toHexString(address));
  }

  /** The VMA just below one that starts at an address, or null. */
  public @Nullable VmArea before(long address) {
    return vmas.orNull(vmas.indexStartingAt(address) - 1);
  }

  /** The VMA with the lowest start at or above an address, or null. */
  public @Nullable VmArea atOrAfter(long address) {
    return vmas.orNull(vmas.indexStartingAt(address));
  }

  /** Whether a VMA overlaps [start, end). */
  public boolean overlaps(long start, long end) {
    VmArea vma = peek(start);
    return vma != null && vma.start() < end;
  }

  /** Stores a VMA, in the same step over those of its range that are being taken out. */
  public void insert(VmArea vma) {
    storeStep(MmCost.VMA_NEW, vma.start(), vma.end());
    place(vma);
  }

  private void place(VmArea vma) {
    dropDetached(vma.start(), vma.end());
    int index = vmas.indexStartingAt(vma.start());
    VmArea below = vmas.orNull(index - 1);
    if (vmas.startsBelow(index, vma.end()) || below != null && below.end() > vma.start()) {
      throw machine.fatal(MmRule.V1, "VMA " + vma.describe() + " inserted over another");
    }
    owned.requireDisowned(vma, vma.start(), vma.end());
    vmas.add(index, vma);
    stored++;
    vma.setAttached(true);
    coverage.changed(vma.start(), vma.end(), 1);
    list.insert(vma, below);
    updateRoom(index);
    updateRoom(index + 1);
  }

  /** Takes a VMA out of tree and list. */
  void remove(VmArea vma) {
    int index = erase(vma);
    list.cut(vmas.orNull(index - 1), vma, vma.next());
    updateRoom(index);
  }

  /** Takes a VMA out of the tree alone; the list is cut when all of a range are out of it. */
  int erase(VmArea vma) {
    storeStep(MmCost.VMA_DETACH, vma.start(), vma.end());
    int index = vmas.indexStartingAt(vma.start());
    if (vmas.orNull(index) != vma) {
      throw machine.fatal(
          MmRule.V5, "VMA " + vma.describe() + " removed, but it is not in the tree");
    }
    vma.requireWriteLocked(MmRule.D2, "taken out of the tree");
    vmas.remove(index, index + 1);
    stored--;
    vma.setAttached(false);
    coverage.changed(vma.start(), vma.end(), -1);
    return index;
  }

  /** Takes all VMAs of a range out in one store ({@code vma_iter_clear}). */
  void clear(long start, long end) {
    storeStep(MmCost.VMA_DETACH, start, end);
    int from = vmas.indexAbove(start);
    int to = from;
    while (vmas.startsBelow(to, end)) {
      vmas.at(to++).requireWriteLocked(MmRule.D2, "taken out of the tree");
    }
    store(from, to);
  }

  /** Stores nothing over the entries [from, to). */
  protected void store(int from, int to) {
    removeRun(from, to);
  }

  /** Makes room for a store over what is being taken out. */
  private void dropDetached(long start, long end) {
    mm.kernel().vmaLocking().dropDetached(this, start, end);
  }

  /** Takes out the first VMAs of a range that are marked as detached. */
  void removeDetached(long start, long end) {
    int from = vmas.indexAbove(start);
    int to = from;
    while (vmas.startsBelow(to, end) && vmas.at(to).isMarkedDetached()) {
      to++;
    }
    removeRun(from, to);
  }

  private void removeRun(int from, int to) {
    if (from == to) {
      return;
    }
    VmArea last = vmas.at(to - 1);
    list.cut(vmas.orNull(from - 1), last, last.next());
    for (int i = from; i < to; i++) {
      VmArea vma = vmas.at(i);
      vma.setAttached(false);
      coverage.changed(vma.start(), vma.end(), -1);
    }
    vmas.remove(from, to);
    stored -= to - from;
    updateRoom(from);
  }

  /**
   * Cuts a run of erased VMAs out of the list, between the one below it and what follows it there.
   */
  void cut(@Nullable VmArea previous, VmArea last) {
    if (previous != null) {
      // One that was freed since it was looked up must not be stored to.
      previous.start();
    }
    list.cut(previous, last, last.next());
  }

  /** Brings what the search for room knows up to date behind a run that was cut out. */
  void updateRoomAbove(long address) {
    updateRoom(vmas.indexStartingAt(address));
  }

  /** The ranges that were detached and are being unmapped. */
  OwnedRanges owned() {
    return owned;
  }

  /** The list beside the tree. */
  VmaList list() {
    return list;
  }

  /** Where the highest VMA ends, as far as the search for room knows ({@code highest_vm_end}). */
  long highestEnd() {
    return highestEnd;
  }

  private void updateRoom(int index) {
    if (index < vmas.size()) {
      vmas.at(index).gap = vmas.gapBelow(index);
    }
    highestEnd = index >= vmas.size() - 1 ? vmas.endOfLast() : highestEnd;
  }

  /** Removes all, for the last exit. */
  void clear() {
    storeStep(MmCost.VMA_DETACH, 0, Addr.TASK_SIZE);
    for (int i = 0; i < vmas.size(); i++) {
      vmas.at(i).setAttached(false);
    }
    vmas.remove(0, vmas.size());
    stored = 0;
    highestEnd = 0;
    list.clear();
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
    nodes.replace();
    locks.write(MmField.VMA_BOUNDS, Math.min(start, vma.start()), Math.max(end, vma.end()));
    vma.requireWriteLocked(MmRule.D2, "given other boundaries");
    dropDetached(start, vma.start());
    dropDetached(vma.end(), end);
    coverage.changed(vma.start(), vma.end(), -1);
    owned.requireDisowned(vma, start, vma.start());
    owned.requireDisowned(vma, vma.end(), end);
    vma.setBounds(start, end, pgoff);
    coverage.changed(start, end, 1);
    int index = vmas.indexStartingAt(start);
    updateRoom(index);
    updateRoom(index + 1);
  }

  private void storeStep(MmCost cost, long start, long end) {
    machine.step(StepKind.TREE_WRITE, id, Access.WRITE, cost, 1);
    locks.write(MmField.VMA_TREE, start, end);
  }
}
