// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.mmkit.mm.uapi.Addr;

/** What is configured on the modelled system. Immutable. */
public final class KernelParams {
  private static final KernelParams STANDARD = new KernelParams();

  private int maxMapCount = 65530;
  private long hpagePudSize = Addr.PUD_SIZE;
  private int gatherPages = 9728;
  private boolean entryByEntry = false;
  private int hugePages = 8;
  private Set<Feature> features = EnumSet.noneOf(Feature.class);
  private ArchHook hook = ArchHook.NONE;

  private KernelParams() {}

  private KernelParams(KernelParams other) {
    maxMapCount = other.maxMapCount;
    hpagePudSize = other.hpagePudSize;
    gatherPages = other.gatherPages;
    entryByEntry = other.entryByEntry;
    hugePages = other.hugePages;
    features = other.features;
    hook = other.hook;
  }

  /** The configuration under which the conformance cases were recorded. */
  public static KernelParams standard() {
    return STANDARD;
  }

  /** {@code vm.max_map_count}. */
  public int maxMapCount() {
    return maxMapCount;
  }

  /** Bytes of the threshold and section of series v1 to v4. */
  public long hpagePudSize() {
    return hpagePudSize;
  }

  /** Pages that an mmu_gather collects before it must flush. */
  public int gatherPages() {
    return gatherPages;
  }

  /**
   * Whether a zap under the page-table lock is one visible step for each entry instead of one for
   * each table.
   */
  public boolean entryByEntry() {
    return entryByEntry;
  }

  /** Huge pages of 2 MiB in the hugetlb pool. */
  public int hugePages() {
    return hugePages;
  }

  /** What it does beyond the standard. */
  public Set<Feature> features() {
    return Collections.unmodifiableSet(features);
  }

  /** What the architecture does when memory is unmapped. */
  public ArchHook hook() {
    return hook;
  }

  /** The same with another limit of VMAs. */
  public KernelParams withMaxMapCount(int value) {
    KernelParams copy = new KernelParams(this);
    copy.maxMapCount = value;
    return copy;
  }

  /** The same with another threshold for series v1 to v4. */
  public KernelParams withHpagePudSize(long value) {
    KernelParams copy = new KernelParams(this);
    copy.hpagePudSize = value;
    return copy;
  }

  /** The same with another batch of the mmu_gather. */
  public KernelParams withGatherPages(int value) {
    KernelParams copy = new KernelParams(this);
    copy.gatherPages = value;
    return copy;
  }

  /** The same with a zap that may be interrupted after each entry, or not. */
  public KernelParams withEntryByEntry(boolean value) {
    KernelParams copy = new KernelParams(this);
    copy.entryByEntry = value;
    return copy;
  }

  /** The same with these features and no others. */
  public KernelParams withFeatures(Set<Feature> some) {
    KernelParams copy = new KernelParams(this);
    copy.features = EnumSet.noneOf(Feature.class);
    copy.features.addAll(some);
    return copy;
  }

  /** The same on an architecture that does something else. */
  public KernelParams withHook(ArchHook value) {
    KernelParams copy = new KernelParams(this);
    copy.hook = value;
    return copy;
  }

  /** Whether a feature is configured. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }
}
