// SPDX-License-Identifier: Apache-2.0
// explore/s62-seals: whether something is sealed is asked under the read lock, before
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class SealedAskedBefore implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.checkRange(start, length) != 0) {
      return kernel.checkRange(start, length);
    }
    kernel.mmapSem().downRead();
    VmaRange seen = kernel.vmas().lookup(start, length);
    boolean asked = seen.hasSealed();
    kernel.mmapSem().upRead();
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = run(kernel, start, length, asked);
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
    return standard.withBrkShrink(SealedAskedBefore::doMunmap).withMremapShrink(SealedAskedBefore::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    return run(kernel, start, length, kernel.vmas().lookup(start, length).hasSealed());
  }
  private static int run(UnmapContext kernel, long start, long length, boolean asked) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long end = start + kernel.pageAlign(length);
    Vma first = kernel.vmas().findVma(start);
    if (first == null || first.start() >= end) {
      return 0;
    }
    if (first.start() < start) {
      if (end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
        return -Errno.ENOMEM;
      }
      error = asked ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
    }
    for (Vma vma = first; error == 0 && vma != null && vma.start() < end; vma = kernel.vmas().next(vma)) {
      if (asked) {
        error = -Errno.EPERM;
      } else if (vma.end() > end) {
        error = kernel.vmas().splitAbove(vma, end);
      }
    }
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.vmas().lookup(start, length);
    error = kernel.userfaultfd().prep(vmas);
    if (error != 0) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
