// SPDX-License-Identifier: Apache-2.0
// explore/s64-comes: whether a VMA is hugetlb or PFNMAP is asked before the lock
package wrong;


import java.util.*;
import org.mmkit.unmap.*;

@Strategy(id = "x11", claims = {Claim.DOWNGRADES, Claim.ATOMIC, Claim.SPECIALS_EXCLUSIVE})
public class SpecialsAskedBefore implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.checkRange(start, length) != 0) {
      return kernel.checkRange(start, length);
    }
    kernel.mmapSem().downRead();
    VmaRange seen = kernel.vmas().lookup(start, length);
    boolean asked = seen.hasHugetlbOrPfnmap();
    kernel.mmapSem().upRead();
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = run(kernel, start, length, asked);
    if (result == 1) {
      kernel.mmapSem().upRead();
      result = 0;
    } else {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(SpecialsAskedBefore::doMunmap).withMremapShrink(SpecialsAskedBefore::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    return run(kernel, start, length, kernel.vmas().lookup(start, length).hasHugetlbOrPfnmap());
  }
  private static int run(UnmapContext kernel, long start, long length, boolean asked) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.archUnmap(start, start + kernel.pageAlign(length));
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    boolean downgrade = !asked && !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
