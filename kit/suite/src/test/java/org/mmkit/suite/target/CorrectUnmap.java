// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Ways to unmap that break no rule, written as a student would write them. */
enum CorrectUnmap implements UnmapStrategy {
  /** All of it with the lock held for writing. */
  EXCLUSIVE {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      if (kernel.mmapSem().downWriteKillable() != 0) {
        return EINTR;
      }
      int result = kernel.doMunmap(start, length);
      kernel.mmapSem().upWrite();
      kernel.userfaultfd().complete();
      return result;
    }
  },

  /** The pages with the lock held for reading, once nobody can find the mappings. */
  DOWNGRADED {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      int error = kernel.checkRange(start, length);
      if (error != 0) {
        return error;
      }
      MmapSem lock = kernel.mmapSem();
      if (lock.downWriteKillable() != 0) {
        return EINTR;
      }
      VmaRange vmas = kernel.lookupAndSplit(start, length);
      if (vmas.error() != 0 || vmas.isEmpty()) {
        lock.upWrite();
        return vmas.error();
      }
      if (vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes()) {
        error = kernel.doMunmap(start, length);
        lock.upWrite();
        return error;
      }
      kernel.munlock(vmas);
      kernel.detach(vmas);
      lock.downgradeWrite();
      kernel.unmapRegion(vmas);
      kernel.removeVmaList(vmas);
      lock.upRead();
      return 0;
    }
  };

  private static final int EINTR = -4;
}
