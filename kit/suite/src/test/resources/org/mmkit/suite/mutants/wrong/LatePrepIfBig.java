// SPDX-License-Identifier: Apache-2.0
// explore/s88-nomem: above 1 MiB userfaultfd is prepared after the downgrade, and nobody heeds the result
package wrong;

import org.mmkit.unmap.*;

public class LatePrepIfBig implements UnmapStrategy {
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
    error = vmas.error() != 0 ? vmas.error() : kernel.pageAlign(length) > 1L << 20 ? 0 : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    if (kernel.isNextToGrowsdown(vmas)) {
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      kernel.mmapSem().upWrite();
    } else {
      kernel.mmapSem().downgradeWrite();
      if (kernel.pageAlign(length) > 1L << 20) {
        kernel.userfaultfd().prep(vmas);
      }
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      kernel.mmapSem().upRead();
    }
    kernel.userfaultfd().complete();
    return 0;
  }
}
