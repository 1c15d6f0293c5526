// SPDX-License-Identifier: Apache-2.0
// explore/s66-first: whole mappings go first, cut ones in a second hold
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class CutPartsLater implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange seen = kernel.vmas().lookup(start, length);
    long from = start;
    if (seen.vmas().size() > 1 && seen.vmas().get(0).start() < start) {
      from = seen.vmas().get(0).end();
    }
    boolean two = from > start && !seen.hasSealed() && !seen.hasHugetlbOrPfnmap();
    int result = doMunmap(kernel, two ? from : start, two ? start + kernel.pageAlign(length) - from : length);
    if (two && result >= 0) {
      if (result == 1) {
        kernel.mmapSem().upRead();
      } else {
        kernel.mmapSem().upWrite();
      }
      kernel.mmapSem().downWrite();
      result = doMunmap(kernel, start, from - start);
    }
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
    return standard.withBrkShrink(CutPartsLater::doMunmap).withMremapShrink(CutPartsLater::doMunmap);
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
}
