// SPDX-License-Identifier: Apache-2.0
// base: the same for munmap, brk and mremap; the architecture is told first
package base;

import java.util.*;
import org.mmkit.unmap.*;

public class SharedBody implements UnmapStrategy {
  enum Caller {
    MUNMAP,
    BRK,
    MREMAP
  }

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = release(kernel, doMunmap(kernel, start, length, Caller.MUNMAP));
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(this::brk).withMremapShrink(this::mremap);
  }

  int brk(UnmapContext kernel, long start, long length) {
    return doMunmap(kernel, start, length, Caller.BRK);
  }

  int mremap(UnmapContext kernel, long start, long length) {
    return doMunmap(kernel, start, length, Caller.MREMAP);
  }

  int release(UnmapContext kernel, int result) {
    if (result == 1) {
      kernel.mmapSem().upRead();
      return 0;
    }
    kernel.mmapSem().upWrite();
    return result;
  }

  int doMunmap(UnmapContext kernel, long start, long length, Caller caller) {
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
