// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A stack grows by as much as its limit allows, 8 MiB as a rule: over several page tables. */
@Strategy(
    id = "s-19",
    title = "only a stack within the next page table keeps the lock exclusive",
    claims = Claim.DOWNGRADES)
public final class S19NextTableOnly extends Merged {
  private static final long TABLE = 2L << 20;

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    Vma above = kernel.vmas().findVma(vmas.end());
    boolean near = above != null && above.start() - vmas.end() < TABLE;
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
