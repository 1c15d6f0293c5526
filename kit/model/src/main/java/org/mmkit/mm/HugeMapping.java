// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.TreeSet;

/**
 * The reservation of one hugetlb mapping: pages promised at mmap and consumed by the first fault on
 * each. Shared by the pieces of a split VMA; a forked child is promised nothing.
 */
final class HugeMapping implements VmOperations {
  private static final long PAGES_PER_HUGE = 512;

  private final HugetlbPool pool;
  private final boolean reserves;
  private final TreeSet<Long> consumed = new TreeSet<>();

  HugeMapping(HugetlbPool pool, boolean reserves) {
    this.pool = pool;
    this.reserves = reserves;
  }

  static HugeMapping of(VmArea vma) {
    return (HugeMapping) vma.ops();
  }

  HugeMapping withoutReservation() {
    return new HugeMapping(pool, false);
  }

  /** Takes a page for an address; false if the pool is exhausted. */
  boolean takePage(VmArea vma, long address) {
    boolean promised = reserves && consumed.add(vma.pgoffOf(address));
    return pool.take(promised);
  }

  @Override
  public int maySplit(VmArea vma, long address) {
    return (address & (Addr.PMD_SIZE - 1)) != 0 ? -Errno.EINVAL : 0;
  }

  /** Gives back what was promised for the pages of a VMA that nobody touched. */
  @Override
  public void close(VmArea vma) {
    if (reserves) {
      int used = consumed.subSet(vma.pgoff(), vma.pgoff() + vma.pages()).size();
      pool.unreserve((int) (vma.pages() / PAGES_PER_HUGE) - used);
    }
  }

  @Override
  public boolean hasClose() {
    return true;
  }
}
