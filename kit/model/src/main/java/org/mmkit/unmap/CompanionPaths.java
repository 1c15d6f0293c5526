// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * What a patch changed beside munmap itself. Each method returns other paths and leaves these as
 * they are; a strategy starts from the paths of Linux 4.18, which know no VM_DEAD, and where brk
 * and mremap shrink with the lock held exclusively.
 */
public interface CompanionPaths {

  /** Unmaps the tail of a heap or of a shrinking mapping. */
  @FunctionalInterface
  interface TailUnmap {

    /**
     * Removes the mappings of a range. Entered with mmap_sem held for writing; the caller releases
     * it, and delivers the events of userfaultfd then.
     *
     * @return a negative errno or 0 with the lock still held for writing, or 1 with the lock
     *     downgraded to reading
     */
    int munmap(UnmapContext kernel, long start, long length);
  }

  /** Begins the unmapping of what mmap(MAP_FIXED) replaces. */
  @FunctionalInterface
  interface FixedUnmap {

    /** Takes the range, which holds at least one mapping. */
    Replacement begin(UnmapContext kernel, long start, long length);
  }

  /** The x86 fault handler refuses a VMA that is marked VM_DEAD; get_user_pages does not (v3). */
  CompanionPaths withVmDeadTestInUserFaults();

  /** Every fault refuses a VMA that is marked VM_DEAD, under the page-table lock (v4). */
  CompanionPaths withVmDeadTestInAllFaults();

  /**
   * A fault that grows a stack takes mmap_sem for writing first (Linux 6.5, commit 8d7071af8907).
   */
  CompanionPaths withStackGrowthUnderWriteLock();

  /**
   * Faults in files are served under the lock of their VMA too, where VMAs have one (Linux 6.6).
   */
  CompanionPaths withFileFaultsUnderVmaLock();

  /**
   * The test of {@link MmuGather#unmapVmasSkipVmFlags} is inverted for huge pages: what it should
   * leave out it does, and {@link MmuGather#unmapVmas} leaves it out (v5 and v6).
   */
  CompanionPaths withSkipVmFlagsInverted();

  /**
   * A lock of the strategy's own takes the place of mmap_sem in every path of the kernel. With it
   * come a maple tree, as in Linux 6.1 to 6.3, stacks that grow with all of the lock held for
   * writing, and atomic counters of the mm. VMAs have no locks of their own beside it: the era is
   * {@link Era#MMAP_SEM}.
   */
  CompanionPaths withLockProtocol(LockProtocol.Maker maker);

  /** brk(2) unmaps the tail of the heap this way. */
  CompanionPaths withBrkShrink(TailUnmap path);

  /** mremap(2) unmaps the tail of a mapping that shrinks in place this way. */
  CompanionPaths withMremapShrink(TailUnmap path);

  /**
   * mmap(MAP_FIXED) unmaps what it replaces this way, and stores the new VMA over it. The VMAs that
   * are replaced have been marked as detached: the era is {@link Era#PER_VMA_LOCK}.
   */
  CompanionPaths withReplacement(FixedUnmap path);
}
