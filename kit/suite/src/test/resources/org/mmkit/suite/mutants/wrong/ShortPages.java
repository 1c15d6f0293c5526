// SPDX-License-Identifier: Apache-2.0
// conformance/MIX-345: pages are counted in sixteen bits, and 32768 are not munlocked
package wrong;

import org.mmkit.unmap.*;

public class ShortPages implements UnmapStrategy {
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
    if ((short) (kernel.pageAlign(length) / 4096) > 0) {
      kernel.munlock(vmas);
    }
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return 0;
  }
}
