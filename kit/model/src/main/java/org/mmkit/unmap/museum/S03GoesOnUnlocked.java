// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * What downWriteKillable returned is not looked at: after a signal all is done without the lock.
 */
@Strategy(id = "s-03", title = "goes on without the lock after a signal", claims = Claim.ATOMIC)
public final class S03GoesOnUnlocked implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int interrupted = kernel.mmapSem().downWriteKillable();
    int result = kernel.doMunmap(start, length);
    if (interrupted == 0) {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }
}
