// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Series v1 turned round, with the checks and the splits first. */
@Strategy(id = "s-12", title = "the upper half first, then the lock dropped, then the lower half")
public final class S12HalvesDown implements UnmapStrategy {

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
    error = vmas.error();
    long end = start + kernel.pageAlign(length);
    long middle = start + kernel.pageAlign((end - start) / 2);
    boolean special = error == 0 && (vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes());
    if (error == 0 && (special || middle == end)) {
      error = kernel.doMunmap(start, length);
    } else if (error == 0) {
      error = kernel.doMunmap(middle, end - middle);
      kernel.mmapSem().upWrite();
      kernel.mmapSem().downWrite();
      error = error != 0 ? error : kernel.doMunmap(start, middle - start);
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
