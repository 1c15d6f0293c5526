// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.detach;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Version 5: the VMAs are detached first, so that no mark is needed and no second pass. Every kind
 * of mapping takes this path. What writes vm_flags is done before the downgrade and left out after
 * it, by a test that is inverted for huge pages (F-04).
 */
@Strategy(
    id = "detach-v5",
    title = "detach, downgrade_write, zap; special mappings too",
    source = "[RFC v5 PATCH 0/2] mm: zap pages with read mmap_sem in munmap, 2018-07-18",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class DetachV5 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return DetachSteps.munmapAll(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withSkipVmFlagsInverted();
  }
}
