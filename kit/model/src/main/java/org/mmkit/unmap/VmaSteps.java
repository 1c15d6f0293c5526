// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import org.jspecify.annotations.Nullable;

/**
 * Steps on one VMA at a time, as {@code do_vmi_align_munmap} of Linux 6.1 and later takes them: it
 * finds, splits, locks and marks each VMA, stores it in a second tree, and clears the range in the
 * main tree by one store. What the kernel calls {@code vma_start_write} is {@code startWrite} here.
 * {@link UnmapContext} explains the lines that say {@code Lock}.
 */
@SuppressWarnings("exports") // JSpecify's annotations are for the compiler of this module alone.
public interface VmaSteps {

  /**
   * The first VMA that ends above an address, or null ({@code find_vma}).
   *
   * <p>Lock: R
   */
  @Nullable Vma findVma(long address);

  /**
   * The VMA above another one, or null ({@code vma_next}).
   *
   * <p>Lock: R
   */
  @Nullable Vma next(Vma vma);

  /**
   * The VMA below the one that starts at an address, or null ({@code vma_prev}).
   *
   * <p>Lock: R
   */
  @Nullable Vma prev(long start);

  /**
   * The VMAs that overlap a range, as they are now, without splitting any.
   *
   * <p>Lock: R
   */
  VmaRange lookup(long start, long length);

  /**
   * Number of VMAs of the mm ({@code map_count}).
   *
   * <p>Lock: R (checked: none)
   */
  int mapCount();

  /**
   * The limit of {@link #mapCount} ({@code sysctl_max_map_count}).
   *
   * <p>Lock: none
   */
  int maxMapCount();

  /**
   * Splits a VMA at an address; the new VMA is the lower part ({@code __split_vma} with {@code
   * new_below}).
   *
   * <p>Lock: W
   *
   * @param address an address within the VMA, not its first
   * @return 0 or a negative errno
   * @throws IllegalArgumentException if the VMA cannot be split there
   */
  int splitBelow(Vma vma, long address);

  /**
   * Splits a VMA at an address; the new VMA is the upper part ({@code __split_vma} without {@code
   * new_below}).
   *
   * <p>Lock: W
   *
   * @param address an address within the VMA, not its first
   * @return 0 or a negative errno
   * @throws IllegalArgumentException if the VMA cannot be split there
   */
  int splitAbove(Vma vma, long address);

  /**
   * Keeps faults out of a VMA until mmap_lock is released or downgraded ({@code vma_start_write},
   * Linux 6.4).
   *
   * <p>Lock: W
   */
  void startWrite(Vma vma);

  /**
   * Marks a VMA as taken out of the tree ({@code vma_mark_detached}). Faults that have found it
   * under RCU test the mark once they have locked it. The VMA must be locked by {@link
   * #startWrite}.
   *
   * <p>Lock: W
   *
   * @throws IllegalStateException in the era {@link Era#MMAP_SEM}, whose VMAs have no locks
   */
  void markDetached(Vma vma);

  /**
   * Takes the mark of {@link #markDetached} back ({@code vma_mark_attached}).
   *
   * <p>Lock: W
   *
   * @throws IllegalStateException in the era {@link Era#MMAP_SEM}, whose VMAs have no locks
   */
  void markAttached(Vma vma);

  /**
   * An empty tree for the VMAs that are taken out of a range ({@code mt_detach}).
   *
   * <p>Lock: none
   */
  MtDetach mtDetach(long start, long end);

  /**
   * Takes all VMAs of a range out of the main tree in one store ({@code vma_iter_clear_gfp}): what
   * is there, not what was collected.
   *
   * <p>Lock: W
   *
   * @return 0, or {@code -ENOMEM} if nothing has changed
   */
  int iterClearGfp(VmaRange vmas);

  /**
   * Subtracts the locked pages of the range from locked_vm, as Linux does since 6.1; the VMAs stay
   * VM_LOCKED. In the era {@link Era#MMAP_SEM} their pages stay mlocked too: call {@link
   * UnmapContext#munlock} there.
   *
   * <p>Lock: W
   */
  void subtractLockedVm(VmaRange vmas);
}
