// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/**
 * The error of userfaultfd's preparation lands in an inner variable of the same name as the one
 * that is returned: success is reported, and nothing was done.
 */
@Strategy(
    id = "k-06",
    title = "the error of userfaultfd's preparation is lost in a shadowed variable",
    source = "[RFC v3 PATCH 0/5], its return value alone",
    claims = Claim.ATOMIC)
public final class K06ShadowedError implements UnmapStrategy {

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
    if (error == 0 && !vmas.isEmpty() && kernel.userfaultfd().prep(vmas) == 0) {
      kernel.munlock(vmas);
      kernel.detach(vmas);
      kernel.unmapRegion(vmas);
      kernel.archUnmap(vmas);
      kernel.removeVmaList(vmas);
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
