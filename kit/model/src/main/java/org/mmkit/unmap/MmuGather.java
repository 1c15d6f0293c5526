// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** An open mmu_gather: collects what was unmapped until the TLBs are flushed. */
public interface MmuGather {

  /**
   * Clears the PTEs of a range, unit by unit under the page-table lock; frames wait for the flush.
   */
  void unmapVmas(VmaRange vmas);

  /**
   * As the other; leaves out what {@link UnmapContext#forgetSpecials} does if told so (series v5).
   */
  void unmapVmas(VmaRange vmas, boolean skipSpecials);

  /**
   * Unlinks the VMAs from the reverse map and frees page tables that lie between the neighbours of
   * the range.
   */
  void freePgtables(VmaRange vmas);

  /**
   * As the other, between a floor and a ceiling that the caller has found (0 is the top), because
   * the VMAs are still in the tree.
   */
  void freePgtables(VmaRange vmas, long floor, long ceiling);

  /** Flushes the TLBs, then frees the pages and tables collected. */
  void finish();
}
