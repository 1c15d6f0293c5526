// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.merged;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Linux 4.20: every kind of mapping is zapped after the downgrade; brk and mremap shrink so too.
 */
@Strategy(
    id = "merged-4.20",
    title = "Linux 4.20: detach, downgrade_write, zap; brk and mremap shrink the same way",
    source = "commits dd2283f2605e, cb4922496ae4, b4cefb360595, 85a06835f6f1, 9bc8039e715d",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class Merged420 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return VmMunmap.run(kernel, start, length, Merged420::doMunmap);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(Merged420::doMunmap).withMremapShrink(Merged420::doMunmap);
  }

  private static int doMunmap(UnmapContext kernel, long start, long length) {
    return MergedSteps.doMunmap(kernel, start, length, (context, vmas) -> false);
  }
}
