package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** Version 2 in its simple form (2018-06): zap beside readers, then unmap what is empty. */
public class MyUnmap implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downRead();
    VmaRange vmas = kernel.vmas().lookup(start, length);
    mmapSem.upRead();
    throw new UnsupportedOperationException(
        "MyUnmap.munmap ends here: let the pages go with the lock held for reading"
            + " (kernel.history().zapPageRange), then do the rest as in rung 2; README.md says for"
            + " which VMAs this is not allowed");
  }
}
