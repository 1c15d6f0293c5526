// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * Steps of the postings before Linux 4.20, and of its first commit, that no later kernel takes.
 * {@link UnmapContext} explains the lines that say {@code Lock}.
 */
public interface HistoricSteps {

  /**
   * HPAGE_PUD_SIZE, the threshold and section of series v1 to v4: 1 GiB, less in small scenarios.
   *
   * <p>Lock: none
   */
  long hpagePudSize();

  /**
   * Whether the scheduler wants the CPU back ({@code need_resched}, series v1).
   *
   * <p>Lock: none
   */
  boolean needResched();

  /**
   * Gives the CPU back if the scheduler wants it ({@code cond_resched}, series v1).
   *
   * <p>Lock: none
   */
  void condResched();

  /**
   * The VMAs from a given one to the end of the range; the given one in any case, as the do-while
   * loops of series v2 have it.
   *
   * <p>Lock: R
   */
  VmaRange rangeFrom(Vma first, long start, long length);

  /**
   * Sets VM_DEAD on the VMAs, and does what {@link #writeVmFlags} does (series v3 and v4).
   *
   * <p>Lock: W
   */
  void markDead(VmaRange vmas);

  /**
   * Zaps the PTEs of VMAs that stay in the tree, as MADV_DONTNEED does; tables are kept ({@code
   * zap_page_range}, series v2 to v4). Of hugetlb and PFNMAP it writes vm_flags too, which needs W.
   *
   * <p>Lock: R (checked: none)
   */
  void zapPageRange(VmaRange vmas);

  /**
   * What munmap does for VMAs of special kinds beside clearing their pages, which otherwise {@link
   * MmuGather#unmapVmas} does: uprobes, PAT of page frames, VM_MAYSHARE of huge pages. It writes
   * vm_flags, so that series v5 and v6 do it before the downgrade.
   *
   * <p>Lock: W
   */
  void writeVmFlags(VmaRange vmas);

  /**
   * Locked pages of the mm ({@code locked_vm}, the first commit of Linux 4.20).
   *
   * <p>Lock: R (checked: none)
   */
  long lockedVm();
}
