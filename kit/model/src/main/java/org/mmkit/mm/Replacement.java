// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** The unmapping of what mmap(MAP_FIXED) replaces, step by step; mmap_lock is held for writing. */
public interface Replacement {

  /** Collects the VMAs of the range: 0 or a negative errno, and then nothing has changed. */
  int gather();

  /** Number of pages that go. */
  long pages();

  /** Clears the pages: 0 or a negative errno, and then nothing has changed. */
  int cleanUp();

  /** Tells the owners of the VMAs that these go, before the new mapping's owner is called. */
  default void closeByOwners() {}

  /** Accounts for the VMAs and frees them; a new one is in their place. */
  void complete();

  /** Leaves the VMAs where they are, before {@link #cleanUp}. */
  void abort();
}
