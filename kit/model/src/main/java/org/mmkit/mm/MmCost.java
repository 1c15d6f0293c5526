// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.CostNames;

/** The work of memory management; the names follow section 8.3 of the reference. */
public enum MmCost implements Cost {
  SYSCALL,
  FIND_VMA,
  /** The fixed part of a mapping: its place, its accounting, the memory of its VMA. */
  MAP,
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
  /** What that takes more where the page is in no cache. */
  ZAP_COLD,
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
  SIGNAL,
  /** The zone's lock held for a batch of pages. */
  ZONE_BATCH,
  /** The LRU's lock held for a batch of pages. */
  LRU_BATCH,
  /** The lock of the overcommit counter held, to fold in what a CPU has counted. */
  COMMIT_FOLD;

  private final int place = CostNames.place(name());

  @Override
  public int place() {
    return place;
  }
}
