// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.CostNames;

/**
 * Numbers of pages: what a CPU keeps for itself before it takes a lock, and what fits in caches.
 */
public enum MmBatch implements Cost {
  /** Of free pages, before a CPU takes some from the zone or gives some back. */
  PCP_BATCH,
  /** Of new pages, before a CPU puts them on the LRU. */
  LRU_PAGEVEC,
  /** Of what a CPU counts for itself of the overcommit counter. */
  COMMIT_BATCH,
  /** Pages in use up to which each is in some cache; those used last stay there. */
  CACHE;

  private final int place = CostNames.place(name());

  @Override
  public int place() {
    return place;
  }
}
