// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** One mmap_sem guards the field, and a child has another one. */
@Strategy(
    id = "s-22",
    title = "how the lock is held lies in a field that two processes share",
    claims = Claim.DOWNGRADES)
public final class S22SharedChoice extends Merged {
  private boolean exclusive;

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    exclusive = kernel.isNextToGrowsdown(vmas);
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
