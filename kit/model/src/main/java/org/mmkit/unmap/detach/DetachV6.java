// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.detach;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Version 6: the design of version 5 with other names; the test that is inverted for huge pages
 * (F-04) is still there.
 */
@Strategy(
    id = "detach-v6",
    title = "as version 5, helpers renamed",
    source = "[RFC v6 PATCH 0/2] mm: zap pages with read mmap_sem in munmap, 2018-07-26",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class DetachV6 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return DetachSteps.munmapAll(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withSkipVmFlagsInverted();
  }
}
