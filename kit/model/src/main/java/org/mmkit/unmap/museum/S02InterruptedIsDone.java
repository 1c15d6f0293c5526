// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** The wait for the lock was ended by a signal: nothing was done, and 0 is returned. */
@Strategy(
    id = "s-02",
    title = "a wait that a signal ended is reported as success",
    claims = Claim.ATOMIC)
public final class S02InterruptedIsDone implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return 0;
    }
    int result = kernel.doMunmap(start, length);
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return result;
  }
}
