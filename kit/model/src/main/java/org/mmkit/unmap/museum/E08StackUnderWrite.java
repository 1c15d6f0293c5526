// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.merged.Merged58;

/**
 * Linux 5.8 without E-08, and right: stacks grow with mmap_lock held for writing, so that no task
 * counts pages in while munmap counts others out.
 */
@Strategy(
    id = "merged-5.8-stack",
    title = "Linux 5.8 with stacks that grow under mmap_lock held for writing",
    source = "commits 5a28fc94c914, 246c320a8cfe, 8d7071af8907",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class E08StackUnderWrite implements UnmapStrategy {
  private final Merged58 merged = new Merged58();

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return merged.munmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return merged.companions(standard).withStackGrowthUnderWriteLock();
  }
}
