// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.CostNames;

/** How many pages a CPU keeps for itself before it takes a lock that all CPUs share. */
public enum MmBatch implements Cost {
  /** Of free pages, before it takes some from the zone or gives some back. */
  PCP_BATCH,
  /** Of new pages, before it puts them on the LRU. */
  LRU_PAGEVEC,
  /** Of the overcommit counter. */
  COMMIT_BATCH;

  private final int place = CostNames.place(name());

  @Override
  public int place() {
    return place;
  }
}
