// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.dead;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * The fast path of version 3: mark under the write lock, zap under the read lock, then clean up.
 */
final class DeadV3Steps {
  private DeadV3Steps() {}

  static int munmap(UnmapContext kernel, long start, long length) {
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downWrite();
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return vmas.error();
    }
    if (vmas.hasLocked() || vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes()) {
      mmapSem.upWrite();
      return ExclusiveMunmap.vmMunmap(kernel, start, length);
    }
    kernel.history().markDead(vmas);
    mmapSem.upWrite();

    // Here another task may change the address space; the VMAs are used all the same.
    mmapSem.downRead();
    kernel.history().zapPageRange(vmas);
    mmapSem.upRead();

    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    // The tables go before the VMAs are detached: wrong neighbour, and a list that runs on (D-16).
    var gather = kernel.tlbGather();
    gather.freePgtables(vmas);
    gather.finish();
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.removeVmaList(vmas);
    mmapSem.upWrite();
    return 0;
  }
}
