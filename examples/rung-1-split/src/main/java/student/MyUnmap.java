package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.VmaSteps;

/** munmap(2) for one thread: find the VMAs, split the first and the last, unlink them. */
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
    long end = start + kernel.pageAlign(length);
    error = findAndSplit(kernel.vmas(), start, end);
    VmaRange vmas = kernel.vmas().lookup(start, end - start);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    // Yours: unlink them, so that nobody finds them any more.

    // Given: the pages and their tables go. It is right for one thread; rung 2 looks at it again.
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    gather.freePgtables(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upWrite();
    gather.finish();
    return 0;
  }

  /**
   * Splits VMAs so that each lies wholly inside the range or wholly outside of it.
   *
   * @return 0, or a negative errno; then nothing has changed
   */
  private static int findAndSplit(VmaSteps vmas, long start, long end) {
    throw new UnsupportedOperationException(
        "findAndSplit is still empty: begin with vmas.findVma(start), and return 0 if nothing is"
            + " mapped in the range; README.md draws the cases");
  }
}
