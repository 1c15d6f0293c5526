// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A stack further away grows down to the range as well. */
@Strategy(
    id = "s-15",
    title = "only a stack right above the range keeps the lock exclusive",
    claims = Claim.DOWNGRADES)
public final class S15NearStacksOnly extends Merged {

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    Vma above = kernel.vmas().findVma(vmas.end());
    boolean near = above != null && above.start() == vmas.end();
    boolean exclusive = near && kernel.isNextToGrowsdown(vmas);
    if (!exclusive) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    if (exclusive) {
      kernel.mmapSem().upWrite();
    } else {
      kernel.mmapSem().upRead();
    }
  }
}
