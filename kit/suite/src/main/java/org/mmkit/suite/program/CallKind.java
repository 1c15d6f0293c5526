// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/**
 * A property of a call that its judges ask for. {@link Signatures} says which calls have it; code
 * elsewhere asks {@link Call#is} and holds no lists of names.
 */
public enum CallKind {
  /** The program loads, stores or fetches one byte. */
  USER_ACCESS,
  /** The kernel or a device looks a page up for the program and reads it, writes it or pins it. */
  KERNEL_ACCESS,
  /** Reads a page that was pinned before, whatever has become of its mapping. */
  PINNED_ACCESS,
  /** Returns a number of bytes. */
  COUNTS_BYTES,
  /** Its result tells which page it reached: L1, L2 and L4 judge it. */
  SEES_PAGES,
  /** Accesses several pages; beside other tasks, each page is an access of its own. */
  IN_PARTS,
  /** Copies the memory page by page while other tasks store to it. */
  COPIES_MEMORY,
  /** Its calls are made by a child that shares the memory. */
  SHARES_MEMORY,
  /** Asks the strategy for a munmap; a search must see at least one that succeeds. */
  ASKS_STRATEGY,
  /** Moves the break: UNCHANGED where it could not. */
  MOVES_BREAK,
  /** May have split the first VMA of its range when memory for a second split is missing. */
  MAY_SPLIT_IN_VAIN,
  /** May fail with ENOMEM for want of the kernel's own memory, and has done nothing then. */
  ALLOCATES,
  /** May make mapped pages inaccessible. */
  TAKES_ACCESS,
  /** Locks memory: marks the range first, and touches its pages later. */
  LOCKS,
  /** Puts pages in without an access of the program. */
  POPULATES,
  /** Fills pages for a userfaultfd one by one; EAGAIN where mappings are changing. */
  FILLS,
  /** What it tells may lag behind calls that are under way. */
  LAGS
}
