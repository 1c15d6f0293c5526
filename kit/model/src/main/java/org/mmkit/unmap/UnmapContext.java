// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * The steps of the kernel's munmap path (Linux 4.18 {@code do_munmap} and its helpers), bound to
 * the calling task and its mm. Each is one function of the kernel; a strategy is the order in which
 * it calls them and the locks it holds meanwhile.
 */
public interface UnmapContext {

  /** The lock of the address space. */
  MmapSem mmapSem();

  /**
   * Checks a range as munmap(2) does. Takes no lock.
   *
   * @return 0 or {@code -EINVAL}
   */
  int checkRange(long start, long length);

  /** The length rounded up to whole pages. */
  long pageAlign(long length);

  /**
   * Finds the VMAs in a range and splits the first and the last where the range cuts them. Needs
   * mmap_sem for writing.
   *
   * @return the VMAs; {@link VmaRange#error} tells ENOMEM, EINVAL or EPERM, and an empty range
   *     without an error is a hole
   */
  VmaRange lookupAndSplit(long start, long length);

  /** The first VMA that ends above an address ({@code find_vma}), or null. */
  Vma findVma(long address);

  /**
   * Splits a VMA at an address; newBelow says which part is the new VMA. Returns 0 or a negative
   * errno.
   */
  int splitVma(Vma vma, long address, boolean newBelow);

  /** The VMA above another one ({@code vma_next}), or null. */
  Vma nextVma(Vma vma);

  /** The VMA below the one that starts at an address ({@code vma_prev}), or null. */
  Vma previousVma(long start);

  /** The VMAs that overlap a range, as they are now, without splitting any. */
  VmaRange lookup(long start, long length);

  /**
   * The VMAs from a given one to the end of the range; the given one in any case, as the kernel's
   * do-while loops have it.
   */
  VmaRange rangeFrom(Vma first, long start, long length);

  /** Number of VMAs of the mm. */
  int mapCount();

  /** The limit of {@link #mapCount}. */
  int maxMapCount();

  /** Locked pages of the mm. */
  long lockedVm();

  /** What userfaultfd has to be told of this munmap; never null. */
  UserfaultfdUnmap userfaultfd();

  /** Subtracts the locked pages of the range from locked_vm and clears VM_LOCKED. */
  void munlock(VmaRange vmas);

  /** Takes the VMAs out of the tree and invalidates the lookup caches. */
  void detach(VmaRange vmas);

  /**
   * Keeps faults out of a VMA until mmap_lock is released or downgraded ({@code vma_start_write},
   * Linux 6.4). Needs mmap_lock for writing.
   */
  void startWrite(Vma vma);

  /**
   * Marks a VMA as taken out of the tree, or puts it back ({@code vma_mark_detached}). Faults that
   * have found it under RCU test the mark once they have locked it. Needs the VMA's write lock.
   */
  void markDetached(Vma vma, boolean detached);

  /** An empty tree for the VMAs that are taken out of a range. */
  SideTree sideTree(long start, long end);

  /**
   * Takes all VMAs of a range out of the main tree in one store ({@code vma_iter_clear_gfp}): what
   * is there, not what was collected.
   *
   * @return 0, or {@code -ENOMEM} if nothing has changed
   */
  int clearTree(VmaRange vmas);

  /** Subtracts the locked pages of the range from locked_vm, as Linux does since 6.1. */
  void uncountLocked(VmaRange vmas);

  /**
   * The VMAs stay in the main tree until mmap stores another one over them: from here on their
   * pages are the caller's to unmap.
   */
  void takeOver(VmaRange vmas);

  /** The architecture's hook. */
  void archUnmap(VmaRange vmas);

  /** The architecture's hook, on a range of which nothing has been looked up yet (Linux 5.2). */
  void archUnmap(long start, long end);

  /**
   * Whether the VMA above the range is VM_GROWSDOWN, at whatever distance: a fault could grow it
   * into the range as soon as mmap_sem is held for reading only. (No VMA grows up on x86.)
   */
  boolean neighbourCanGrow(VmaRange vmas);

  /**
   * What munmap does for VMAs of special kinds beside clearing their pages, which otherwise {@link
   * MmuGather#unmapVmas} does: uprobes, PAT of page frames, VM_MAYSHARE of huge pages.
   */
  void forgetSpecials(VmaRange vmas);

  /** Sets VM_DEAD on the VMAs and forgets what is special about them (series v3 and v4). */
  void markDead(VmaRange vmas);

  /** Zaps the PTEs of VMAs that stay in the tree, as MADV_DONTNEED does; tables are kept. */
  void zapPageRange(VmaRange vmas);

  /** Opens an mmu_gather. */
  MmuGather tlbGather();

  /** {@code unmap_region}: gather, unmap the pages, free the page tables, finish. */
  default void unmapRegion(VmaRange vmas) {
    MmuGather gather = tlbGather();
    gather.unmapVmas(vmas);
    gather.freePgtables(vmas);
    gather.finish();
  }

  /** Accounts for the VMAs and frees them. */
  void removeVmaList(VmaRange vmas);

  /** The regular {@code do_munmap}, from the check of the range on. Needs mmap_sem for writing. */
  int doMunmap(long start, long length);

  /** Whether the scheduler wants the CPU back. */
  boolean needResched();

  /** Gives the CPU back if the scheduler wants it. */
  void condResched();

  /**
   * HPAGE_PUD_SIZE, the threshold and section of series v1 to v4: 1 GiB, less in small scenarios.
   */
  long hpagePudSize();
}
