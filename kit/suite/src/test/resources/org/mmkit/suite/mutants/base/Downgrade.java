// SPDX-License-Identifier: Apache-2.0
// base: detach, downgrade, zap; a stack above keeps the lock
package base;

import java.util.*;
import org.mmkit.unmap.*;

public class Downgrade implements UnmapStrategy {
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
    boolean stay = kernel.isNextToGrowsdown(vmas);
    if (!stay) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    if (stay) {
      kernel.mmapSem().upWrite();
    } else {
      kernel.mmapSem().upRead();
    }
    kernel.userfaultfd().complete();
    return 0;
  }
}
