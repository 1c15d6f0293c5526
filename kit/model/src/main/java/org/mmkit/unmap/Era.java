// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** The locking of the paths that run beside munmap. */
public enum Era {
  /** To Linux 6.3: faults take mmap_sem for reading, and stacks grow under it. */
  MMAP_SEM,
  /**
   * Linux 6.4 and later: each VMA has a lock of its own. A fault walks the tree under RCU and takes
   * that lock; only where it cannot does it take mmap_lock, the new name of mmap_sem. A task locks
   * a VMA before it changes it.
   */
  PER_VMA_LOCK
}
