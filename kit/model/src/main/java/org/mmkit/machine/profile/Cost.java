// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/**
 * The kinds of work that take virtual time. What each costs is data of a {@link MachineProfile};
 * the names follow section 8.3 of the reference.
 */
public enum Cost {
  NOTHING,
  SYSCALL,
  RWSEM_ACQUIRE,
  RWSEM_RELEASE,
  RWSEM_DOWNGRADE,
  /** From a lock's release to a sleeping waiter running again. */
  RWSEM_HANDOFF,
  /** From a lock's release to a waiter that spins for it. */
  RWSEM_SPIN,
  SPIN_LOCK,
  FIND_VMA,
  VMA_SPLIT,
  VMA_NEW,
  VMA_DETACH,
  VMA_REMOVE,
  /** A minor fault, less the clearing of the page. */
  FAULT,
  CLEAR_PAGE,
  COPY_PAGE,
  /** One present PTE zapped and its page freed, all included. */
  ZAP_PTE,
  /** One none PTE looked at. */
  SCAN_PTE,
  FREE_TABLE,
  ALLOC_TABLE,
  TLB_FLUSH_PAGE,
  TLB_FLUSH_FULL,
  /** The fixed part of a shootdown by interrupt. */
  SHOOTDOWN,
  /** Each CPU that takes part in a shootdown. */
  SHOOTDOWN_CPU,
  NOTIFIER,
  FORK_PTE,
  PROTECT_PTE,
  MOVE_PTE,
  MLOCK_PTE,
  MUNLOCK_PTE,
  USER_ACCESS,
  SIGNAL
}
