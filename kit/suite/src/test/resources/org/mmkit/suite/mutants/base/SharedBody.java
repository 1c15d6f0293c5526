// SPDX-License-Identifier: Apache-2.0
// base: the same for munmap, brk and mremap; the architecture is told first
package base;

import java.util.*;
import org.mmkit.unmap.*;

public class SharedBody implements UnmapStrategy {
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
    return standard.withBrkShrink(SharedBody::doMunmap).withMremapShrink(SharedBody::doMunmap);
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
