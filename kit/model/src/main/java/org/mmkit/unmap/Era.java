// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** The locking of the paths that run beside munmap. */
public enum Era {
  /** To Linux 6.3: faults take mmap_sem for reading, and stacks grow under it. */
  MMAP_SEM,
  /**
   * Linux 6.4 and later: each VMA has a lock of its own. A fault walks the tree under RCU and takes
   * that; only where it cannot does it take mmap_lock, as mmap_sem is called since. Whoever changes
   * a VMA locks it first.
   */
  PER_VMA_LOCK
}
