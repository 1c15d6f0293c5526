// SPDX-License-Identifier: Apache-2.0
// explore/s82-hundred: from 65 to 511 pages are zapped before they are detached
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class ZapHundreds implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.checkRange(start, length) == 0 && length > 64 * kernel.pageAlign(1) && length < 512 * kernel.pageAlign(1)) {
      kernel.mmapSem().downRead();
      VmaRange seen = kernel.vmas().lookup(start, length);
      if (!seen.isEmpty() && seen.vmas().size() == 1 && seen.vmas().get(0).start() >= start
          && seen.vmas().get(0).end() <= start + kernel.pageAlign(length) && !seen.hasHugetlbOrPfnmap() && !seen.hasSealed() && !seen.hasLocked()) {
        kernel.history().zapPageRange(seen);
      }
      kernel.mmapSem().upRead();
    }
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
    return standard.withBrkShrink(ZapHundreds::doMunmap).withMremapShrink(ZapHundreds::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
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
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
