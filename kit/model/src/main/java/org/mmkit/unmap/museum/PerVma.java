// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.jspecify.annotations.Nullable;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** The munmap of Linux 6.4 step by step, of which an exhibit does one in another way. */
abstract class PerVma implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    long end = start + kernel.pageAlign(length);
    Vma first = kernel.vmas().findVma(start);
    int result = 0;
    if (first == null || first.start() >= end) {
      kernel.mmapSem().upWrite();
    } else {
      result = unmap(kernel, first, start, end);
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withStackGrowthUnderWriteLock();
  }

  private int unmap(UnmapContext kernel, Vma first, long start, long end) {
    MtDetach detached = kernel.vmas().mtDetach(start, end);
    int error = start > first.start() ? kernel.vmas().splitBelow(first, start) : 0;
    if (error == 0) {
      error = gather(kernel, first, end, detached);
    }
    if (error == 0) {
      error = kernel.vmas().iterClearGfp(detached.vmas());
    }
    if (error != 0) {
      return fail(kernel, detached, error);
    }
    complete(kernel, detached.vmas());
    return 0;
  }

  private int gather(UnmapContext kernel, Vma first, long end, MtDetach detached) {
    int count = 0;
    for (Vma vma = first; vma != null && vma.start() < end; vma = kernel.vmas().next(vma)) {
      Vma goes = vma;
      if (vma.isSealed()) {
        return -Errno.EPERM;
      }
      if (vma.end() > end) {
        goes = splitLast(kernel, vma, end);
        if (goes == null) {
          return -Errno.ENOMEM;
        }
      }
      int error = takeOut(kernel, goes, detached, count++);
      if (error != 0 || goes != vma) {
        return error;
      }
    }
    return kernel.userfaultfd().prep(detached.vmas());
  }

  /** Cuts the last VMA; returns the part that goes, or null for want of memory. */
  @Nullable Vma splitLast(UnmapContext kernel, Vma vma, long end) {
    return kernel.vmas().splitAbove(vma, end) == 0 ? vma : null;
  }

  /** Locks a VMA, stores it in the side tree and marks it; returns 0 or an errno. */
  int takeOut(UnmapContext kernel, Vma vma, MtDetach detached, int index) {
    kernel.vmas().startWrite(vma);
    int error = detached.store(index, vma);
    if (error == 0) {
      kernel.vmas().markDetached(vma);
    }
    return error;
  }

  /** Undoes what was done, releases the lock and says what munmap returns. */
  int fail(UnmapContext kernel, MtDetach detached, int error) {
    for (Vma vma : detached.vmas().vmas()) {
      kernel.vmas().markAttached(vma);
    }
    kernel.mmapSem().upWrite();
    return error;
  }

  /** Does the rest with mmap_lock held for reading, and releases it. */
  final void complete(UnmapContext kernel, VmaRange vmas) {
    kernel.vmas().subtractLockedVm(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
  }
}
