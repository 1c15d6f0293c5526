// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** The list of userfaultfd contexts that learn of one munmap. */
public interface UserfaultfdUnmap {

  /**
   * Notes the contexts with the UNMAP event that cover part of the range.
   *
   * @return 0 or {@code -ENOMEM}
   */
  int prep(VmaRange vmas);

  /** Delivers the events. Call without mmap_sem. */
  void complete();
}
