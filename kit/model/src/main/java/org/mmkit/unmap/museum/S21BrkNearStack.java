// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** A heap lies far below the stack, as a rule; a mapping that grows down may lie right above it. */
@Strategy(id = "s-21", title = "brk lets readers in below a stack", claims = Claim.DOWNGRADES)
public final class S21BrkNearStack extends Merged {

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upWrite();
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(this::shrink);
  }

  /** 1: mmap_sem is held for reading now. */
  private int shrink(UnmapContext kernel, long start, long length) {
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    int error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    takeOut(kernel, vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return 1;
  }
}
