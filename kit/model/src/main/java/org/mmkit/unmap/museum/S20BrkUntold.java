// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** The path of brk is written anew, and one line of munmap's is missing in it. */
@Strategy(
    id = "s-20",
    title = "userfaultfd is not told of what brk unmaps",
    claims = Claim.DOWNGRADES)
public final class S20BrkUntold extends Merged {

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(this::shrink);
  }

  private int shrink(UnmapContext kernel, long start, long length) {
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      return vmas.error();
    }
    takeOut(kernel, vmas);
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return 0;
  }
}
