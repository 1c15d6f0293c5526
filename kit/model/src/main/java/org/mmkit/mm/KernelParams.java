// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is configured on the modelled system.
 *
 * @param maxMapCount {@code vm.max_map_count}
 * @param hpagePudSize bytes of the threshold and section of series v1 to v4
 * @param gatherPages pages that an mmu_gather collects before it must flush
 * @param entryByEntry whether a zap under the page-table lock is one visible step for each entry
 *     instead of one for each table
 * @param hugePages huge pages of 2 MiB in the hugetlb pool
 * @param hook what the architecture does when memory is unmapped
 * @param defects bugs of the past that are switched on
 */
public record KernelParams(
    int maxMapCount,
    long hpagePudSize,
    int gatherPages,
    boolean entryByEntry,
    int hugePages,
    ArchHook hook,
    Set<Defect> defects) {

  /** Copies the defects. */
  public KernelParams {
    EnumSet<Defect> copy = EnumSet.noneOf(Defect.class);
    copy.addAll(defects);
    defects = Collections.unmodifiableSet(copy);
  }

  /** The configuration under which the conformance cases were recorded. */
  public static KernelParams standard() {
    return new KernelParams(65530, Addr.PUD_SIZE, 9728, false, 8, ArchHook.NONE, Set.of());
  }

  /** The same with another threshold for series v1 to v4. */
  public KernelParams withHpagePudSize(long bytes) {
    return new KernelParams(
        maxMapCount, bytes, gatherPages, entryByEntry, hugePages, hook, defects);
  }

  /** The same with a zap that may be interrupted after each entry, or not. */
  public KernelParams withEntryByEntry(boolean on) {
    return new KernelParams(maxMapCount, hpagePudSize, gatherPages, on, hugePages, hook, defects);
  }

  /** The same with another batch of the mmu_gather. */
  public KernelParams withGatherPages(int pages) {
    return new KernelParams(
        maxMapCount, hpagePudSize, pages, entryByEntry, hugePages, hook, defects);
  }

  /** The same with another limit of VMAs. */
  public KernelParams withMaxMapCount(int count) {
    return new KernelParams(
        count, hpagePudSize, gatherPages, entryByEntry, hugePages, hook, defects);
  }

  /** The same with these defects and no others. */
  public KernelParams withDefects(Set<Defect> some) {
    return new KernelParams(
        maxMapCount, hpagePudSize, gatherPages, entryByEntry, hugePages, hook, some);
  }

  /** The same on an architecture that does something else. */
  public KernelParams withHook(ArchHook other) {
    return new KernelParams(
        maxMapCount, hpagePudSize, gatherPages, entryByEntry, hugePages, other, defects);
  }
}
