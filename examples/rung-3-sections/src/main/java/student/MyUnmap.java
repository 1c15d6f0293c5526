package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Version 1 of the series (2018-03): section by section, and others may come in between two.
 *
 * <p>What you wrote in rung 2 is one step from here on: {@link UnmapContext#doMunmap}.
 */
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
    long section = kernel.history().hpagePudSize();
    throw new UnsupportedOperationException(
        "MyUnmap.munmap ends here: unmap one section after the other by kernel.doMunmap, and between"
            + " two let those in who wait (mmapSem.isContended); README.md says what must not go");
  }
}
