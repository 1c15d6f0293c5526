// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** The kinds of visible step: the points at which another task may run. */
public enum StepKind {
  SYSCALL_ENTER,
  SYSCALL_EXIT,
  LOCK_READ,
  LOCK_WRITE,
  LOCK_DOWNGRADE,
  UNLOCK,
  SPIN_LOCK,
  SPIN_UNLOCK,
  CELL_READ,
  CELL_WRITE,
  /** A read of the tree of VMAs or of a VMA's fields. */
  TREE_READ,
  /** A store to the tree of VMAs or to a VMA's fields. */
  TREE_WRITE,
  PTE_READ,
  PTE_WRITE,
  /** A page-table page linked into its parent, or unlinked from it. */
  TABLE_WRITE,
  TLB_HIT,
  TLB_FILL,
  TLB_FLUSH,
  FRAME_ALLOC,
  FRAME_FREE,
  /** A counter of an mm or of the system. */
  COUNTER,
  /** A user program's load or store that reached memory. */
  USER_ACCESS,
  /** A gap between a check and the act that relies on it. */
  GAP,
  /** A callback into a driver, a notifier, a monitor. */
  HOOK,
  /** An event between user tasks, such as a signal or a wait. */
  USER_EVENT
}
