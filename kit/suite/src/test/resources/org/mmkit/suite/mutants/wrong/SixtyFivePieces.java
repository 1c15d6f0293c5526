// SPDX-License-Identifier: Apache-2.0
// explore/s66-first: 65 pages go in two holds
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class SixtyFivePieces implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.pageAlign(length) == 65 * kernel.pageAlign(1)) {
      long border = start + 64 * kernel.pageAlign(1);
      error = hold(kernel, border, start + kernel.pageAlign(length) - border);
      return error != 0 ? error : hold(kernel, start, border - start);
    }
    return hold(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(SixtyFivePieces::doMunmap).withMremapShrink(SixtyFivePieces::doMunmap);
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
  private static int hold(UnmapContext kernel, long start, long length) {
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
}
