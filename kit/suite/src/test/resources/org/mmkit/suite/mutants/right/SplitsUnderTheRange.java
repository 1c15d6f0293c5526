// SPDX-License-Identifier: Apache-2.0
// conformance/ADV-10*: cuts under a range that was looked up before
package right;

import java.util.*;
import org.mmkit.unmap.*;
import org.mmkit.unmap.CompanionPaths.*;

public class SplitsUnderTheRange implements UnmapStrategy {

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
    return standard.withBrkShrink(SplitsUnderTheRange::doMunmap).withMremapShrink(SplitsUnderTheRange::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long end = start + kernel.pageAlign(length);
    VmaRange vmas = kernel.vmas().lookup(start, length);
    if (vmas.isEmpty()) {
      return 0;
    }
    Vma first = vmas.vmas().get(0);
    Vma last = vmas.vmas().get(vmas.vmas().size() - 1);
    if (first.start() < start) {
      if (end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
        return -Errno.ENOMEM;
      }
      error = first.isSealed() ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
    }
    if (error == 0 && vmas.hasSealed()) {
      error = -Errno.EPERM;
    }
    if (error == 0 && last.end() > end) {
      error = kernel.vmas().splitAbove(last, end);
    }
    if (error == 0) {
      error = kernel.userfaultfd().prep(vmas);
    }
    if (error != 0) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);

    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }

    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }

}
