// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A few mappings go at one moment; many do not. */
@Strategy(
    id = "s-18",
    title = "more than eight mappings go one by one, the lock dropped in between")
public final class S18ManyOneByOne implements UnmapStrategy {
  private static final int MANY = 8;

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
    if (error == 0 && vmas.vmas().size() > MANY) {
      oneByOne(kernel, vmas.vmas().stream().mapToLong(Vma::end).toArray(), start);
    } else if (error == 0) {
      error = kernel.doMunmap(start, length);
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }

  private static void oneByOne(UnmapContext kernel, long[] ends, long start) {
    long from = start;
    for (long end : ends) {
      kernel.doMunmap(from, end - from);
      kernel.mmapSem().upWrite();
      kernel.mmapSem().downWrite();
      from = end;
    }
  }
}
