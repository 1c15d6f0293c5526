// SPDX-License-Identifier: Apache-2.0
// explore/s59-count: the number of VMAs is read before the lock, and tested under it
package wrong;

import org.mmkit.unmap.*;

public class CountBeforeLock implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int count = kernel.vmas().mapCount();
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = run(kernel, start, length, count);
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
    return standard.withBrkShrink(CountBeforeLock::doMunmap).withMremapShrink(CountBeforeLock::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    return run(kernel, start, length, kernel.vmas().mapCount());
  }
  private static int run(UnmapContext kernel, long start, long length, int count) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long end = start + kernel.pageAlign(length);
    Vma first = kernel.vmas().findVma(start);
    if (first == null || first.start() >= end) {
      return 0;
    }
    if (first.start() < start) {
      if (end < first.end() && count >= kernel.vmas().maxMapCount()) {
        return -Errno.ENOMEM;
      }
      error = first.isSealed() ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
    }
    for (Vma vma = first;
        error == 0 && vma != null && vma.start() < end;
        vma = kernel.vmas().next(vma)) {
      if (vma.isSealed()) {
        error = -Errno.EPERM;
      } else if (vma.end() > end) {
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
