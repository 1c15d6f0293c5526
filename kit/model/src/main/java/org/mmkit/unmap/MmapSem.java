// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** mmap_sem, the read-write semaphore that guards an address space. */
public interface MmapSem {

  /** Waits for the lock for writing. */
  void downWrite();

  /**
   * Waits for the lock for writing, unless a fatal signal comes first.
   *
   * @return 0 with the lock held, or {@code -EINTR} without it
   */
  int downWriteKillable();

  /** Waits for the lock for reading. */
  void downRead();

  /** Releases the lock held for writing. */
  void upWrite();

  /** Releases the lock held for reading. */
  void upRead();

  /** Turns the lock held for writing into one held for reading, without letting go of it. */
  void downgradeWrite();

  /** Whether a task waits for the lock. */
  boolean isContended();
}
