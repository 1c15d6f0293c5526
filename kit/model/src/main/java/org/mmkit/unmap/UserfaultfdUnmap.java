// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** The list of userfaultfd contexts that learn of one munmap. */
public interface UserfaultfdUnmap {

  /**
   * Notes the contexts with the UNMAP event that cover part of the range ({@code
   * userfaultfd_unmap_prep}).
   *
   * <p>Lock: W (checked: none)
   *
   * @return 0 or {@code -ENOMEM}
   */
  int prep(VmaRange vmas);

  /**
   * Delivers the events ({@code userfaultfd_unmap_complete}). The reader of an event may need
   * mmap_sem.
   *
   * <p>Lock: not held
   */
  void complete();
}
