// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.OrderedCell;
import org.mmkit.mm.uapi.Signal;

/**
 * What keeps faults out of a VMA while it changes, and what went with it: the era of a kernel. A
 * kernel has one from its boot on, and asks it instead of a flag. Bodies here are those of kernels
 * whose VMAs are in a maple tree alone (since Linux 6.1). It is no {@link Part}: a bug takes the
 * place of a part in either era.
 */
public abstract class VmaLocking {

  /** Mmap_sem does it alone (to Linux 6.3). */
  public static VmaLocking mmapSemAlone() {
    return MmapSemAlone.INSTANCE;
  }

  /**
   * The lock that a strategy brings does it alone; the VMAs are in a maple tree (Linux 6.1 to 6.3),
   * whose readers are safe beside a store.
   */
  public static VmaLocking lockOfAStrategy() {
    return MapleTreeAlone.INSTANCE;
  }

  /** Each VMA has a lock of its own, for faults in anonymous memory (Linux 6.4). */
  public static VmaLocking lockOfEachVma() {
    return VmaLocks.OF_ANONYMOUS;
  }

  /** Each VMA has a lock of its own, for faults in files too (Linux 6.6). */
  public static VmaLocking lockOfEachVmaForFilesToo() {
    return VmaLocks.OF_FILES_TOO;
  }

  /** Whether VMAs have locks of their own. */
  public boolean hasVmaLocks() {
    return false;
  }

  /** {@code vma_start_write}: keeps faults out of a VMA while it changes. */
  abstract void startWrite(VmArea vma);

  /** The same without waiting ({@code vma_try_start_write}); returns whether faults are out. */
  abstract boolean tryStartWrite(VmArea vma);

  /** Reports a change of a VMA that faults are not kept from ({@code vma_assert_write_locked}). */
  abstract void requireWriteLocked(VmArea vma, MmRule rule, String what);

  /** What a fault does before it takes mmap_lock; RETRY if it has to take it. */
  abstract Signal fault(TaskStruct task, Fault fault, long address, AccessKind kind);

  /** Whether a fault in a VMA gets by without mmap_lock, as far as its kind of memory goes. */
  abstract boolean mayServe(VmArea vma);

  /** {@code find_vma} in the task's own mm. */
  @Nullable VmArea findVma(TaskStruct task, long address) {
    return task.mm().vmas().find(address);
  }

  /** The nodes of a tree in which stacks grow with mmap_lock held for reading. */
  abstract TreeNodes treeNodes(MmStruct mm);

  /** Takes from the tree what was marked as detached, where a store covers it. */
  abstract void dropDetached(VmaTree tree, long start, long end);

  /** Stores the two parts of a VMA that is split. */
  void storeParts(VmaSplit split, VmArea vma, VmArea fresh, long address, boolean below) {
    split.storeOnce(vma, fresh, address, below);
  }

  /** Makes a VMA ready to leave the tree because a neighbour takes its range. */
  abstract void startRemove(VmArea vma);

  /** Takes the VMAs of a munmap out of the tree. */
  abstract void detach(Detach detach, VmaRange span);

  /** Makes lookups forget what one store has taken out of the tree. */
  void forgetCleared(Detach detach) {}

  /** Takes the mlock off what is about to be zapped. */
  void munlock(Munlock munlock, VmaRange span) {
    munlock.uncount(span);
  }

  /** Whether the zap takes the mlock off the pages of a VMA. */
  boolean zapMunlocks(VmArea vma) {
    return true;
  }

  /** {@code free_pgtables} of a munmap. */
  void freePgtables(FreePgtables tables, MmuGather gather, VmaRange span) {
    tables.freeByTree(gather, span);
  }

  /** The number that VMAs locked for writing note ({@code mm_lock_seq}), or null. */
  abstract @Nullable OrderedCell newLockSequence(MmStruct mm);

  /** Frees a VMA that no lookup finds any more, where it has no lock of its own. */
  void free(VmaSlab slab, VmArea vma) {
    slab.setFreed(vma);
  }

  /** The tables of the bounds of pointers of a kernel that has them, or null. */
  @Nullable BoundsTables newBoundsTables(MmStruct mm) {
    return null;
  }
}
