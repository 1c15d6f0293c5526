// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * A mark for VMAs that are going, as version 4 has it; a munmap that finds all of a range marked
 * leaves it to the other task and returns 0, although the range cannot be used again yet.
 */
@Strategy(
    id = "a-09",
    title = "the second of two munmaps returns at once when the first has marked the range",
    source = "review of v1, 2018-03: when munmap returns, the area should be available for reuse",
    claims = Claim.DOWNGRADES)
public final class A09EarlyReturn implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    boolean somebodyElseIsAtIt = vmas.vmas().stream().allMatch(Vma::isDead);
    if (vmas.error() != 0 || vmas.isEmpty() || somebodyElseIsAtIt) {
      mmapSem.upWrite();
      return vmas.error();
    }
    kernel.munlock(vmas);
    kernel.history().markDead(vmas);
    mmapSem.downgradeWrite();
    kernel.history().zapPageRange(vmas);
    mmapSem.upRead();
    return ExclusiveMunmap.vmMunmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withVmDeadTestInAllFaults();
  }
}
