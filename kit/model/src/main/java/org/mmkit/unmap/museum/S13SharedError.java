// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** Of two calls at a time one returns the error of the other. */
@Strategy(
    id = "s-13",
    title = "the error lies in a field that two calls share",
    claims = Claim.ATOMIC)
public final class S13SharedError implements UnmapStrategy {

  private int error;

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      error = -Errno.EINTR;
      return error;
    }
    error = kernel.doMunmap(start, length);
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
