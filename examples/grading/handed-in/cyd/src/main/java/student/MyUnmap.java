package student;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Releases for writing what it holds for reading. */
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
    kernel.detach(vmas); // from here on nobody finds the VMAs ...
    kernel.archUnmap(vmas);
    kernel.mmapSem().downgradeWrite(); // ... so that readers may come in ...
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return 0;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withStackGrowthUnderWriteLock(); // ... but for a fault that grows a stack
  }
}
