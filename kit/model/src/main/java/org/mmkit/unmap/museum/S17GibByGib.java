// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** What is small goes at one moment; what is large does not. */
@Strategy(id = "s-17", title = "more than 1 GiB goes piece by piece, the lock dropped in between")
public final class S17GibByGib implements UnmapStrategy {
  private static final long PIECE = 1L << 30;

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
    long whole = kernel.pageAlign(length);
    for (long done = 0; done < whole && error == 0; done += PIECE) {
      if (done > 0) {
        kernel.mmapSem().upWrite();
        kernel.mmapSem().downWrite();
      }
      error = kernel.doMunmap(start + done, Math.min(PIECE, whole - done));
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
