// SPDX-License-Identifier: Apache-2.0
// explore/s79-first: where the first cut fails, the rest goes, and 0 is returned
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class HeadLeftIfNoMemory implements UnmapStrategy {
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
    return standard.withBrkShrink(HeadLeftIfNoMemory::doMunmap).withMremapShrink(HeadLeftIfNoMemory::doMunmap);
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
    if (error == -Errno.ENOMEM && first.end() < end) {
      long skipped = first.end() - start;
      start += skipped;
      length = end - start;
      error = 0;
      if (kernel.vmas().lookup(start, length).isEmpty()) {
        return 0;
      }
    }
    if (error != 0) {
      return error;
    }
    for (Vma vma : kernel.vmas().lookup(start, length).vmas()) {
      if (vma.isSealed()) {
        return -Errno.EPERM;
      }
      if (vma.end() > end) {
        error = kernel.vmas().splitAbove(vma, end);
      }
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
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
