// SPDX-License-Identifier: Apache-2.0
// conformance/*: cuts the end of the range before its front
package right;

import java.util.*;
import org.mmkit.unmap.*;

public class EndCutFirst implements UnmapStrategy {
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
    return standard.withBrkShrink(EndCutFirst::doMunmap).withMremapShrink(EndCutFirst::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long end = start + kernel.pageAlign(length);
    VmaRange seen = kernel.vmas().lookup(start, length);
    if (seen.isEmpty()) {
      return 0;
    }
    Vma first = seen.vmas().get(0);
    Vma last = seen.vmas().get(seen.vmas().size() - 1);
    if (first.start() < start && end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    if (seen.hasSealed()) {
      return -Errno.EPERM;
    }
    if (last.end() > end) {
      error = kernel.vmas().splitAbove(last, end);
    }
    if (error == 0 && first.start() < start) {
      error = kernel.vmas().splitBelow(first, start);
    }
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.vmas().lookup(start, length);
    error = kernel.userfaultfd().prep(vmas);
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
