// SPDX-License-Identifier: Apache-2.0
// conformance/ADV-1*: takes the range out by one store where VMAs have no locks
package right;

import java.util.*;
import org.mmkit.unmap.*;

@Strategy(id = "store-without-vma-locks", claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public class StoreWithoutVmaLocks implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap(kernel, start, length);
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
    return standard.withBrkShrink(StoreWithoutVmaLocks::doMunmap).withMremapShrink(StoreWithoutVmaLocks::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long end = start + kernel.pageAlign(length);
    kernel.archUnmap(start, end);
    Vma first = kernel.vmas().findVma(start);
    if (first == null || first.start() >= end) {
      return 0;
    }
    if (first.start() < start) {
      if (end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
        return -Errno.ENOMEM;
      }
      error = first.isSealed() ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
    }
    MtDetach side = kernel.vmas().mtDetach(start, end);
    int count = 0;
    for (Vma vma = first; error == 0 && vma != null && vma.start() < end; vma = kernel.vmas().next(vma)) {
      error = vma.isSealed() ? -Errno.EPERM : 0;
      if (error == 0 && vma.end() > end) {
        error = kernel.vmas().splitAbove(vma, end);
      }
      if (error == 0) {
        error = side.store(count++, vma);
      }
    }
    if (error == 0) {
      error = kernel.userfaultfd().prep(side.vmas());
    }
    if (error == 0) {
      error = kernel.vmas().iterClearGfp(side.vmas());
    }
    if (error != 0) {
      return error;
    }
    VmaRange vmas = side.vmas();
    kernel.munlock(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
