// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * The steps of the kernel's munmap path (Linux 4.18 {@code do_munmap} and its helpers), bound to
 * the calling task and its mm. Each is one function of the kernel; a strategy is the order in which
 * it calls them and the locks it holds meanwhile. These are all that a first strategy needs; {@link
 * #vmas} and {@link #history} hand out the others.
 *
 * <p>A line of each step's Javadoc says how the calling task must hold mmap_sem: {@code W} for
 * writing, {@code D} for reading since a downgrade, {@code R} for reading or more; {@code none} if
 * it does not matter, {@code not held} if the task must not hold it. To hold more than a step needs
 * is allowed. Where the model asks for less than the kernel does, the line says what it checks.
 */
public interface UnmapContext {

  /**
   * The lock of the address space.
   *
   * <p>Lock: none
   */
  MmapSem mmapSem();

  /**
   * Checks a range as munmap(2) does.
   *
   * <p>Lock: none
   *
   * @return 0 or {@code -EINVAL}
   */
  int checkRange(long start, long length);

  /**
   * The length rounded up to whole pages ({@code PAGE_ALIGN}).
   *
   * <p>Lock: none
   */
  long pageAlign(long length);

  /**
   * Finds the VMAs in a range and splits the first and the last where the range cuts them.
   *
   * <p>Lock: W
   *
   * @return the VMAs; {@link VmaRange#error} tells ENOMEM, EINVAL or EPERM, and an empty range
   *     without an error is a hole
   */
  VmaRange lookupAndSplit(long start, long length);

  /**
   * What userfaultfd has to be told of this munmap; never null.
   *
   * <p>Lock: none
   */
  UserfaultfdUnmap userfaultfd();

  /**
   * Subtracts the locked pages of the range from locked_vm and clears VM_LOCKED ({@code
   * munlock_vma_pages_all}).
   *
   * <p>Lock: W
   */
  void munlock(VmaRange vmas);

  /**
   * Takes the VMAs out of the tree and invalidates the lookup caches ({@code
   * detach_vmas_to_be_unmapped}). In the era of VMA locks it takes the lock of each VMA and marks
   * it first.
   *
   * <p>Lock: W
   */
  void detach(VmaRange vmas);

  /**
   * Whether the next VMA above the range is VM_GROWSDOWN, at whatever distance: a fault could grow
   * it into the range as soon as mmap_sem is held for reading only. (No VMA grows up on x86.)
   *
   * <p>Lock: W (checked: R)
   */
  boolean isNextToGrowsdown(VmaRange vmas);

  /**
   * The architecture's hook ({@code arch_unmap}).
   *
   * <p>Lock: W
   */
  void archUnmap(VmaRange vmas);

  /**
   * The architecture's hook, on a range of which nothing has been looked up yet (Linux 5.2).
   *
   * <p>Lock: W
   */
  void archUnmap(long start, long end);

  /**
   * Gathers, unmaps the pages, frees the page tables and finishes ({@code unmap_region}).
   *
   * <p>Lock: D or W
   */
  default void unmapRegion(VmaRange vmas) {
    MmuGather gather = tlbGather();
    gather.unmapVmas(vmas);
    gather.freePgtables(vmas);
    gather.finish();
  }

  /**
   * Opens an mmu_gather ({@code tlb_gather_mmu}).
   *
   * <p>Lock: none
   */
  MmuGather tlbGather();

  /**
   * Accounts for the VMAs and frees them ({@code remove_vma_list}).
   *
   * <p>Lock: D or W
   */
  void removeVmaList(VmaRange vmas);

  /**
   * The regular {@code do_munmap}, from the check of the range on.
   *
   * <p>Lock: W
   *
   * @return 0 or a negative errno
   */
  int doMunmap(long start, long length);

  /**
   * Steps on one VMA at a time, and those of maple trees (Linux 6.1 and later).
   *
   * <p>Lock: none
   */
  VmaSteps vmas();

  /**
   * Steps that only the postings before Linux 4.20 took.
   *
   * <p>Lock: none
   */
  HistoricSteps history();
}
