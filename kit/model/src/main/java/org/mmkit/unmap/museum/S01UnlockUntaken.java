// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * The wait for the lock was ended by a signal, and the common exit releases the lock all the same.
 */
@Strategy(id = "s-01", title = "a lock that was not taken is released", claims = Claim.ATOMIC)
public final class S01UnlockUntaken implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int result = -Errno.EINTR;
    if (kernel.mmapSem().downWriteKillable() == 0) {
      result = kernel.doMunmap(start, length);
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return result;
  }
}
