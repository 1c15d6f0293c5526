// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** An open mmu_gather: collects what was unmapped until the TLBs are flushed. */
public interface MmuGather {

  /**
   * Clears the PTEs of a range, unit by unit under the page-table lock; frames wait for the flush
   * ({@code unmap_vmas}).
   *
   * <p>Lock: D or W (checked: none)
   */
  void unmapVmas(VmaRange vmas);

  /**
   * As {@link #unmapVmas}, but leaves out what {@link HistoricSteps#writeVmFlags} does ({@code
   * skip_vm_flags} of series v6).
   *
   * <p>Lock: D or W (checked: none)
   */
  void unmapVmasSkipVmFlags(VmaRange vmas);

  /**
   * Unlinks the VMAs from the reverse map and frees page tables that lie between the neighbours of
   * the range ({@code free_pgtables}).
   *
   * <p>Lock: D or W
   */
  void freePgtables(VmaRange vmas);

  /**
   * The same, between a floor and a ceiling that the caller has found (0 is the top), because the
   * VMAs are still in the tree.
   *
   * <p>Lock: D or W
   */
  void freePgtables(VmaRange vmas, long floor, long ceiling);

  /**
   * Flushes the TLBs, then frees the pages and tables collected ({@code tlb_finish_mmu}). Before
   * that, no task may map the range again.
   *
   * <p>Lock: D or W (checked: none)
   */
  void finish();
}
