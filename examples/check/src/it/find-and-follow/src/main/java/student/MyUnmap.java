// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Downgrades as it should, but lets go of the lock before the page tables are freed. */
public final class MyUnmap implements UnmapStrategy {

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
    if (vmas.error() != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return vmas.error();
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.mmapSem().downgradeWrite();
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    kernel.mmapSem().upRead();
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
    return 0;
  }
}
