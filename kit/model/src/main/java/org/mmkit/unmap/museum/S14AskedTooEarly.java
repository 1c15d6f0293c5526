// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** A stack that is put there in between grows into the range. */
@Strategy(
    id = "s-14",
    title = "the neighbour is asked about before the lock is taken for writing",
    claims = Claim.DOWNGRADES)
public final class S14AskedTooEarly implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.mmapSem().downRead();
    VmaRange before = kernel.vmas().lookup(start, length);
    boolean stack = !before.isEmpty() && kernel.isNextToGrowsdown(before);
    kernel.mmapSem().upRead();
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    if (stack) {
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      kernel.mmapSem().upWrite();
    } else {
      kernel.mmapSem().downgradeWrite();
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      kernel.mmapSem().upRead();
    }
    kernel.userfaultfd().complete();
    return 0;
  }
}
