// SPDX-License-Identifier: Apache-2.0
// explore/s78-mremap: mremap lets the lock go between the mappings of the tail
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class MremapInPieces implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap(kernel, start, length);
    if (result == 1) {
      kernel.mmapSem().upRead();
      result = 0;
    } else {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(MremapInPieces::doMunmap).withMremapShrink(MremapInPieces::tail);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.archUnmap(start, start + kernel.pageAlign(length));
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }

  static int tail(UnmapContext kernel, long start, long length) {
    VmaRange seen = kernel.vmas().lookup(start, length);
    if (seen.vmas().size() < 2 || seen.hasSealed()) {
      return kernel.doMunmap(start, length);
    }
    long[] starts = seen.vmas().stream().mapToLong(Vma::start).toArray();
    long top = start + kernel.pageAlign(length);
    int error = 0;
    for (int i = starts.length - 1; i >= 0 && error == 0; i--) {
      long from = i == 0 ? start : starts[i];
      error = kernel.doMunmap(from, top - from);
      top = from;
      if (i > 0) {
        kernel.mmapSem().upWrite();
        kernel.mmapSem().downWrite();
      }
    }
    return error;
  }
}
