// SPDX-License-Identifier: Apache-2.0
// base: finds and cuts the VMAs itself, as do_munmap does, for munmap, brk and mremap
package base;

import java.util.*;
import org.mmkit.unmap.*;

public class OwnCuts implements UnmapStrategy {
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
    return standard.withBrkShrink(this::doMunmap).withMremapShrink(this::doMunmap);
  }

  int doMunmap(UnmapContext kernel, long start, long length) {
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
    Vma vma = first;
    while (error == 0 && vma != null && vma.start() < end) {
      error = vma.isSealed() ? -Errno.EPERM : 0;
      if (error == 0 && vma.end() > end) {
        error = kernel.vmas().splitAbove(vma, end);
      }
      vma = kernel.vmas().next(vma);
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
