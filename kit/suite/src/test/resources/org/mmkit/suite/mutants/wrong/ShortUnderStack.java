// SPDX-License-Identifier: Apache-2.0
// explore/s86-stack: pages are counted in sixteen bits, and a stack above 32768 is not asked about
package wrong;

import org.mmkit.unmap.*;

public class ShortUnderStack implements UnmapStrategy {
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
    boolean shared = (short) (kernel.pageAlign(length) / 4096) <= 0 || !kernel.isNextToGrowsdown(vmas);
    if (shared) {
      kernel.mmapSem().downgradeWrite();
    }
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
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
