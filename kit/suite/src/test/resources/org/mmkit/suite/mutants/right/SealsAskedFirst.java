// SPDX-License-Identifier: Apache-2.0
// conformance/SEA-*: what is sealed is refused before anything is cut, as Linux 6.10 did
package right;

import org.mmkit.unmap.*;
import java.util.*;

public class SealsAskedFirst implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    if (kernel.vmas().lookup(start, length).hasSealed()) {
      kernel.mmapSem().upWrite();
      return -Errno.EPERM;
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
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
    kernel.userfaultfd().complete();
    return 0;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withStackGrowthUnderWriteLock();
  }

}
