// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * As version 4, but with up_write and down_read in place of the downgrade: in between a writer may
 * replace the VMAs that are about to be zapped.
 */
@Strategy(
    id = "a-06",
    title = "up_write and down_read instead of downgrade_write",
    source = "[RFC v3 PATCH 0/5], its gap alone",
    claims = Claim.DOWNGRADES)
public final class A06GapForDowngrade implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downWrite();
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return vmas.error();
    }
    kernel.history().markDead(vmas);
    mmapSem.upWrite();
    mmapSem.downRead();
    kernel.history().zapPageRange(vmas);
    mmapSem.upRead();
    return ExclusiveMunmap.vmMunmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withVmDeadTestInAllFaults();
  }
}
