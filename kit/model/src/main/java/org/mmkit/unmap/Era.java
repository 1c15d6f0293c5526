// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** The locking of the paths that run beside munmap. */
public enum Era {
  /** To Linux 6.3: faults take mmap_sem for reading, and stacks grow under it. */
  MMAP_SEM
}
