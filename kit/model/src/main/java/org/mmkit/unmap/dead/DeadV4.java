// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.dead;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * Version 4: VM_DEAD, then a downgrade instead of a gap, then do_munmap once more by address. All
 * faults test the mark. The second pass walks the empty tables with the lock held for writing
 * (J-03), and it takes whatever is mapped there by then.
 */
@Strategy(
    id = "dead-v4",
    title = "VM_DEAD, downgrade_write, zap, then do_munmap again under the write lock",
    source = "[RFC v4 PATCH 0/3] mm: zap pages with read mmap_sem in munmap, 2018-07-10",
    claims = {Claim.DOWNGRADES})
public final class DeadV4 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.pageAlign(length) < kernel.history().hpagePudSize()) {
      return ExclusiveMunmap.vmMunmap(kernel, start, length);
    }
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.history().markDead(vmas);
    mmapSem.downgradeWrite();
    kernel.history().zapPageRange(vmas);
    mmapSem.upRead();

    return ExclusiveMunmap.vmMunmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withVmDeadTestInAllFaults();
  }
}
