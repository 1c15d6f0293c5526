// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/**
 * Detach, then zap as a reader among others: nothing keeps a second unmapper out, and both free the
 * page table that their ranges have in common.
 */
@Strategy(
    id = "d-09",
    title = "up_write and down_read instead of downgrade_write, so that two may unmap at a time")
public final class D09TwoUnmappers implements UnmapStrategy {

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
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    mmapSem.upWrite();
    mmapSem.downRead();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    mmapSem.upRead();
    kernel.userfaultfd().complete();
    return 0;
  }
}
