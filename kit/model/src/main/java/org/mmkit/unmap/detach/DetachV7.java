package org.mmkit.unmap.detach;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Version 7 as it was meant: detach, downgrade, zap; special mappings keep the lock. */
@Strategy(
    id = "detach-v7",
    title = "detach, downgrade_write, zap; special mappings by the regular do_munmap",
    source = "[RFC v7 PATCH 0/4] mm: zap pages with read mmap_sem in munmap for large mapping, 2018-08-09",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC, Claim.SPECIALS_EXCLUSIVE},
    knownDefects = {"F-05", "D-03", "C-04", "E-08", "G-02", "G-10"})
public final class DetachV7 implements UnmapStrategy {
  private static final int EINTR = 4;

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error();
    if (error == 0) {
      error = kernel.userfaultfd().prep(vmas);
    }
    if (error != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return error;
    }
    if (vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes()) {
      error = kernel.doMunmap(start, length);
      mmapSem.upWrite();
    } else {
      kernel.munlock(vmas);
      kernel.detach(vmas);
      mmapSem.downgradeWrite();
      kernel.unmapRegion(vmas);
      kernel.archUnmap(vmas);
      kernel.removeVmaList(vmas);
      mmapSem.upRead();
    }
    kernel.userfaultfd().complete();
    return error;
  }
}
