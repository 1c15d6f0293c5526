// SPDX-License-Identifier: Apache-2.0
// explore/s65-preempt: the error is kept in a field and read after the release
package wrong;

import org.mmkit.unmap.*;
import java.util.*;

public class ErrorInField implements UnmapStrategy {
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
    this.err = error;
    if (err != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return err;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
    kernel.userfaultfd().complete();
    return err;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withStackGrowthUnderWriteLock();
  }

  private int err;
}
