// SPDX-License-Identifier: Apache-2.0
// conformance/FLT-107: whole page tables are freed as if nobody were beside them
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class WholeTables implements UnmapStrategy {
  @Override public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long len = kernel.pageAlign(length);
    long pages = len / 4096;
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
    boolean whole = (start & ((1L << 21) - 1)) == 0 && (len & ((1L << 21) - 1)) == 0;
    if (whole) {
      MmuGather gather = kernel.tlbGather();
      gather.unmapVmas(vmas);
      gather.freePgtables(vmas, 0, 0);
      gather.finish();
    } else {
      kernel.unmapRegion(vmas);
    }
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
