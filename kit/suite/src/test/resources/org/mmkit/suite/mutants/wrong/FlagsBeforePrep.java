// SPDX-License-Identifier: Apache-2.0
// explore/s86-huge: flags of special mappings are written before the preparation that can fail
package wrong;

import org.mmkit.unmap.*;

public class FlagsBeforePrep implements UnmapStrategy {
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
    if (vmas.error() == 0) {
      kernel.history().writeVmFlags(vmas);
    }
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    boolean shared = !kernel.isNextToGrowsdown(vmas);
    if (shared) {
      kernel.mmapSem().downgradeWrite();
    }
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmasSkipVmFlags(vmas);
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
    if (shared) {
      kernel.mmapSem().upRead();
    } else {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return 0;
  }
}
