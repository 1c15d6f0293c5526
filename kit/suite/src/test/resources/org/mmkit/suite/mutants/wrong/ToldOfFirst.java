// SPDX-License-Identifier: Apache-2.0
// explore/s10-second: userfaultfd is told of the first mapping of several
package wrong;

import org.mmkit.unmap.*;

public class ToldOfFirst implements UnmapStrategy {
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
    error = vmas.error() != 0 ? vmas.error() : vmas.isEmpty() ? 0 : kernel.userfaultfd().prep(kernel.vmas().lookup(vmas.vmas().get(0).start(), vmas.vmas().get(0).end() - vmas.vmas().get(0).start()));
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    kernel.munlock(vmas);
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
