// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** The munmap of Linux 4.20, beside faults that take no lock. */
@Strategy(
    id = "speculative",
    title = "faults take no lock",
    source = "after the speculative page faults posted in 2021",
    claims = Claim.ATOMIC)
public class SpeculativeMunmap implements UnmapStrategy {

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withLockProtocol(CountedLock::new);
  }

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
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
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
    kernel.userfaultfd().complete();
    return 0;
  }
}
