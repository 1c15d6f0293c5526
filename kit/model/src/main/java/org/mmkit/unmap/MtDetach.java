// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * A maple tree beside the main one ({@code mt_detach}, since Linux 6.1), in which a munmap collects
 * the VMAs that it takes out, by index. Nobody else sees it.
 */
public interface MtDetach {

  /**
   * Stores a VMA at an index, over whatever was there ({@code mas_store_gfp}).
   *
   * <p>Lock: W (checked: none)
   *
   * @param index from 0; places may be left out
   * @return 0 or {@code -ENOMEM}
   * @throws IllegalArgumentException if the index is negative
   */
  int store(int index, Vma vma);

  /**
   * The VMAs stored so far, lowest index first, as what is unmapped of the range.
   *
   * <p>Lock: none
   */
  VmaRange vmas();
}
