// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * A page fault that is served without a lock of the address space: the steps of it, which a {@link
 * LockProtocol#speculate protocol} puts in order. Each answers false where the fault needs the lock
 * after all; then nothing has been changed, and nothing is held.
 *
 * <p>After the speculative page faults posted to linux-mm from 2017 on, and those of 2021, which
 * had one sequence count for the address space.
 */
public interface SpeculativeFault {

  /** The address, in bytes. */
  long address();

  /** Whether it is a store. */
  boolean isWrite();

  /**
   * Walks the tree under RCU and copies what the fault needs to know of the mapping. False if there
   * is none, if it does not allow the access, or if a page of it needs more than itself: a file, a
   * first private page, hugetlb, mlock, userfaultfd.
   */
  boolean findVma();

  /**
   * Allocates the page, walks to its page table with interrupts off, and takes the lock of that
   * ({@code spin_trylock}). False if somebody else holds it, if there is no page table, or if the
   * entry is not none. After {@link #findVma} alone.
   */
  boolean lockTable();

  /** Stores the entry, as the mapping was when it was found. Under {@link #lockTable} alone. */
  void map();

  /** Lets go of the lock of the page table. */
  void unlockTable();
}
