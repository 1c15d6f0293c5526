// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * mmap_sem, the read-write semaphore that guards an address space, or the lock that the strategy
 * brings in its place. A range is of addresses, {@code [start, end)}; a semaphore takes all
 * whatever the range. A task holds one range at most.
 *
 * <p>Under a lock of ranges, to look at a VMA a task holds some part of it; to change one, all of
 * it; to free a page table, all addresses of that.
 */
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

  /** Waits for a range for writing. */
  void downWrite(long start, long end);

  /**
   * Waits for a range for writing, unless a fatal signal comes first.
   *
   * @return 0 with the range held, or {@code -EINTR} without it
   */
  int downWriteKillable(long start, long end);

  /** Waits for a range for reading. */
  void downRead(long start, long end);

  /** Releases the lock held for writing. */
  void upWrite();

  /** Releases the lock held for reading. */
  void upRead();

  /** Turns the lock held for writing into one held for reading, without letting go of it. */
  void downgradeWrite();

  /** Whether a task waits for the lock. */
  boolean isContended();
}
