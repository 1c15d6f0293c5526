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
    if (!isSpecial(vmas)) {
      kernel.history().zapPageRange(vmas);
    }
    mmapSem.upRead();

    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    error = kernel.doMunmap(start, length);
    mmapSem.upWrite();
    kernel.userfaultfd().complete();
    return error;
  }

  /** To zap these writes their vm_flags, or may not be done at all. */
  private static boolean isSpecial(VmaRange vmas) {
    return vmas.hasLocked() || vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes() || vmas.hasSealed();
  }
}
