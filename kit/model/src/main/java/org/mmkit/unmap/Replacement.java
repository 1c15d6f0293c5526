// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * The unmapping of what mmap(MAP_FIXED) replaces, in the steps between which mmap tests its limits
 * and stores the new VMA (Linux 6.12). All run with mmap_lock held for writing.
 */
public interface Replacement {

  /**
   * Collects the VMAs of the range; nothing is changed if it fails.
   *
   * @return 0 or a negative errno
   */
  int gather();

  /** Number of pages that go. */
  long pages();

  /** Clears the pages, while the old VMAs are still in the tree. From here on nothing may fail. */
  void cleanUp();

  /** The new VMA has taken the place of the old ones: accounts for them and frees them. */
  void complete();

  /** mmap has to fail, before {@link #cleanUp}: everything stays as it was. */
  void abort();
}
