package student;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Version 4 (2018-07): a mark that keeps faults out, then the pages beside readers. */
public class MyUnmap implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return vmas.error();
    }
    if (!isSpecial(vmas)) {
      kernel.history().markDead(vmas);
      mmapSem.downgradeWrite();
      kernel.history().zapPageRange(vmas);
      mmapSem.upRead();
      mmapSem.downWrite(); // not killable: the range is marked, and the mark never goes
    }
    error = kernel.doMunmap(start, length);
    mmapSem.upWrite();
    kernel.userfaultfd().complete();
    return error;
  }

  private static boolean isSpecial(VmaRange vmas) {
    return vmas.hasLocked() || vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes();
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withVmDeadTestInAllFaults();
  }
}
