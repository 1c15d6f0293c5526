// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Set;
import org.mmkit.mm.MmCost;

/** When the work of a zap is paid for: clearing entries, freeing tables, flushing TLBs. */
public enum Zap {
  /** Where it is done, as on a real machine. */
  IN_PLACE,
  /** When the call is about to return, and no lock is held: what no strategy can beat. */
  AFTER_THE_LOCK;

  public static final Set<MmCost> COSTS =
      Set.of(
          MmCost.ZAP_PTE,
          MmCost.ZAP_COLD,
          MmCost.SCAN_PTE,
          MmCost.FREE_TABLE,
          MmCost.TLB_FLUSH_PAGE,
          MmCost.TLB_FLUSH_FULL,
          MmCost.SHOOTDOWN,
          MmCost.SHOOTDOWN_CPU);
}
