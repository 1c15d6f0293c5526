// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.pervma;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.merged.VmMunmap;

/**
 * Linux 6.4 with its fixes: faults do not take mmap_lock, so each VMA of the range is locked and
 * marked before it leaves the tree. Since stacks grow with mmap_lock held for writing, the
 * downgrade needs no exception any more.
 */
@Strategy(
    id = "pervma-6.4",
    title = "Linux 6.4: per-VMA locks, a side tree of detached VMAs, always a downgrade",
    source = "commits 5e31275cc997, 8d7071af8907, e4bd84c069f2, fb49c455323f, 606c812eb1d5",
    era = Era.PER_VMA_LOCK,
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class PerVma64 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return VmMunmap.run(kernel, start, length, PerVma64::doMunmap);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard
        .withStackGrowthUnderWriteLock()
        .withBrkShrink(PerVma64::doMunmap)
        .withMremapShrink(PerVma64::doMunmap);
  }

  private static int doMunmap(UnmapContext kernel, long start, long length) {
    return new DoVmiMunmap(kernel, start, length).munmap();
  }
}
