package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Versions 5 to 8 (2018-07 to 2018-09): detach, downgrade, and only then zap. */
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
    kernel.mmapSem().upWrite();
    throw new UnsupportedOperationException(
        "MyUnmap.munmap ends here: which of the steps of rung 2 can a reader see half done? Those go"
            + " before mmapSem.downgradeWrite(), the others behind it; README.md asks further");
  }
}
