package student;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A lock for each VMA (Linux 6.4): a fault takes that of its VMA, and waits for no munmap. */
@Strategy(id = "a-lock-for-each", era = Era.PER_VMA_LOCK)
public class MyUnmap implements UnmapStrategy {

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
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    for (Vma vma : vmas.vmas()) {
      kernel.vmas().startWrite(vma); // waits for the faults that are in it
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    for (Vma vma : vmas.vmas()) {
      kernel.vmas().markDetached(vma); // who has found it already, sees the mark
    }
    kernel.archUnmap(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
    kernel.userfaultfd().complete();
    return 0;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withStackGrowthUnderWriteLock();
  }
}
