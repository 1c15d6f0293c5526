// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** Where a range has several VMAs, no monitor learns that they are gone. */
@Strategy(
    id = "s-07",
    title = "userfaultfd is told of ranges with one VMA only",
    claims = Claim.DOWNGRADES)
public final class S07PrepOfOne extends Merged {

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
    if (error == 0 && vmas.vmas().size() == 1) {
      error = kernel.userfaultfd().prep(vmas);
    }
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    takeOut(kernel, vmas);
    finish(kernel, vmas);
    kernel.userfaultfd().complete();
    return 0;
  }
}
