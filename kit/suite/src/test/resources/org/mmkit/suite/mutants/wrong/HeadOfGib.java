// SPDX-License-Identifier: Apache-2.0
// explore/s58-gib: the part up to the next GiB goes first, the lock dropped behind it
package wrong;

import org.mmkit.unmap.*;
import java.util.*;


public class HeadOfGib implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long len = kernel.pageAlign(length);
    long next = (start | ((1L << 30) - 1)) + 1;
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    if (start + len > next && (start & ((1L << 30) - 1)) != 0) {
      List<long[]> p = new ArrayList<>();
      p.add(new long[] {start, next - start}); p.add(new long[] {next, start + len - next});
      return pieces(kernel, p);
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


  private static int piece(UnmapContext kernel, long start, long length) {
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    int error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return 1;
  }

  private static int pieces(UnmapContext kernel, List<long[]> pieces) {
    int error = 0;
    for (long[] p : pieces) {
      int result = piece(kernel, p[0], p[1]);
      if (result == 1) {
        kernel.mmapSem().upRead();
      } else {
        kernel.mmapSem().upWrite();
      }
      if (result < 0) {
        error = result;
        break;
      }
      kernel.mmapSem().downWrite();
    }
    if (error == 0) {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return error;
  }

}
