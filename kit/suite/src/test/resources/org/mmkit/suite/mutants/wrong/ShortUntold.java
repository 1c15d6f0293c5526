// SPDX-License-Identifier: Apache-2.0
// explore/s86-monitor: pages are counted in sixteen bits, and a monitor is not told of 32768
package wrong;

import org.mmkit.unmap.*;

public class ShortUntold implements UnmapStrategy {
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
    error = vmas.error();
    if (error == 0 && (short) (kernel.pageAlign(length) / 4096) > 0) {
      error = kernel.userfaultfd().prep(vmas);
    }
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
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      kernel.mmapSem().upRead();
    }
    kernel.userfaultfd().complete();
    return 0;
  }
}
