// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.merged;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/**
 * Linux 5.8: as 4.20, but the architecture's hook runs before the lookup, so that it may unmap what
 * it likes, and the lock stays exclusive below a stack, which could grow into the hole. A munmap
 * that fails has called the hook too (F-07), which matters only where the hook does something.
 */
@Strategy(
    id = "merged-5.8",
    title = "Linux 5.8: the hook first, and no downgrade next to a stack",
    source = "commits 5a28fc94c914, 246c320a8cfe",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class Merged58 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return VmMunmap.run(kernel, start, length, Merged58::doMunmap);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(Merged58::doMunmap).withMremapShrink(Merged58::doMunmap);
  }

  /** {@code __do_munmap}: 1 if mmap_lock is held for reading now, else 0 or a negative errno. */
  private static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.archUnmap(start, start + kernel.pageAlign(length));
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
