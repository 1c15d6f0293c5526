package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** Version 1 of the series (2018-03): section by section, and others may come in between two. */
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
    long end = start + kernel.pageAlign(length);
    for (long at = start; at != end && error == 0; ) {
      long next = Math.min(end, at + kernel.history().hpagePudSize());
      error = kernel.doMunmap(at, next - at);
      at = next;
      if (at != end && error == 0 && mmapSem.isContended()) {
        mmapSem.upWrite();
        mmapSem.downWrite(); // not killable: half of the range is gone
      }
    }
    mmapSem.upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
