// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/**
 * What allocators do to keep the lock short: other tasks see the upper mappings gone and the lower
 * ones there.
 */
@Strategy(id = "s-10", title = "one VMA after the other from the top, the lock dropped in between")
public final class S10VmaByVmaDown implements UnmapStrategy {

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
    List<long[]> pieces = new ArrayList<>();
    for (Vma vma : vmas.error() != 0 ? List.<Vma>of() : vmas.vmas()) {
      pieces.add(0, new long[] {vma.start(), vma.end() - vma.start()});
    }
    error = vmas.error();
    for (int i = 0; i < pieces.size() && error == 0; i++) {
      if (i > 0) {
        kernel.mmapSem().upWrite();
        kernel.mmapSem().downWrite();
      }
      error = kernel.doMunmap(pieces.get(i)[0], pieces.get(i)[1]);
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
