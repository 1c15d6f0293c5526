// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Detach, downgrade, zap; but the lock goes before the page tables do. */
@Strategy(
    id = "a-15",
    title = "mmap_sem is released between the zap and free_pgtables",
    claims = Claim.DOWNGRADES)
public final class A15EarlyUnlock implements UnmapStrategy {

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
    mmapSem.downgradeWrite();
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    mmapSem.upRead();
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
    kernel.userfaultfd().complete();
    return 0;
  }
}
