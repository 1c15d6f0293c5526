// SPDX-License-Identifier: Apache-2.0
// explore/s81-full: where the process is full, it tries again, and a signal in that wait is told as 0
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class SecondWaitSaysZero implements UnmapStrategy {
  @Override public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() == -Errno.ENOMEM) {
      kernel.mmapSem().upWrite();
      if (kernel.mmapSem().downWriteKillable() != 0) {
        return 0;
      }
      vmas = kernel.lookupAndSplit(start, length);
    }
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
