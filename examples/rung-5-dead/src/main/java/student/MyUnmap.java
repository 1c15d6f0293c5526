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
    mmapSem.upWrite();
    throw new UnsupportedOperationException(
        "MyUnmap.munmap ends here: mark the VMAs (kernel.history().markDead) before a reader comes"
            + " in, then let the pages go; README.md says who has to look at the mark");
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard; // the faults of Linux 4.18, which know no mark
  }
}
