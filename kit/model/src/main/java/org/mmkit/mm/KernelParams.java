// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * What is configured on the modelled system.
 *
 * @param maxMapCount {@code vm.max_map_count}
 * @param hpagePudSize bytes of the threshold and section of series v1 to v4
 * @param gatherPages pages that an mmu_gather collects before it must flush
 * @param entryByEntry whether a zap under the page-table lock is one visible step for each entry
 *     instead of one for each table
 * @param hugePages huge pages of 2 MiB in the hugetlb pool
 */
public record KernelParams(
    int maxMapCount, long hpagePudSize, int gatherPages, boolean entryByEntry, int hugePages) {

  /** The configuration under which the conformance cases were recorded. */
  public static KernelParams standard() {
    return new KernelParams(65530, Addr.PUD_SIZE, 9728, false, 8);
  }

  /** The same with another threshold for series v1 to v4. */
  public KernelParams withHpagePudSize(long bytes) {
    return new KernelParams(maxMapCount, bytes, gatherPages, entryByEntry, hugePages);
  }

  /** The same with a zap that may be interrupted after each entry, or not. */
  public KernelParams withEntryByEntry(boolean on) {
    return new KernelParams(maxMapCount, hpagePudSize, gatherPages, on, hugePages);
  }

  /** The same with another batch of the mmu_gather. */
  public KernelParams withGatherPages(int pages) {
    return new KernelParams(maxMapCount, hpagePudSize, pages, entryByEntry, hugePages);
  }
}
