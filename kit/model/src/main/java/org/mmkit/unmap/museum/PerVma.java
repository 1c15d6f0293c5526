// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errors;
import org.mmkit.unmap.SideTree;
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
      return -Errors.EINTR;
    }
    long end = start + kernel.pageAlign(length);
    Vma first = kernel.findVma(start);
    boolean hole = first == null || first.start() >= end;
    int result = 0;
    if (hole) {
      kernel.mmapSem().upWrite();
    } else {
      result = unmap(kernel, first, start, end);
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions() {
    return CompanionPaths.standard().withStackGrowthUnderWriteLock();
  }

  private int unmap(UnmapContext kernel, Vma first, long start, long end) {
    SideTree detached = kernel.sideTree(start, end);
    int error = start > first.start() ? kernel.splitVma(first, start, true) : 0;
    if (error == 0) {
      error = gather(kernel, first, end, detached);
    }
    if (error == 0) {
      error = kernel.clearTree(detached.vmas());
    }
    if (error != 0) {
      return fail(kernel, detached, error);
    }
    complete(kernel, detached.vmas());
    return 0;
  }

  private int gather(UnmapContext kernel, Vma first, long end, SideTree detached) {
    int count = 0;
    for (Vma vma = first; vma != null && vma.start() < end; vma = kernel.nextVma(vma)) {
      Vma goes = vma;
      if (vma.isSealed()) {
        return -Errors.EPERM;
      }
      if (vma.end() > end) {
        goes = splitLast(kernel, vma, end);
        if (goes == null) {
          return -Errors.ENOMEM;
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
  Vma splitLast(UnmapContext kernel, Vma vma, long end) {
    return kernel.splitVma(vma, end, false) == 0 ? vma : null;
  }

  /** Locks a VMA, stores it in the side tree and marks it; returns 0 or an errno. */
  int takeOut(UnmapContext kernel, Vma vma, SideTree detached, int index) {
    kernel.startWrite(vma);
    int error = detached.store(index, vma);
    if (error == 0) {
      kernel.markDetached(vma, true);
    }
    return error;
  }

  /** Undoes what was done, releases the lock and says what munmap returns. */
  int fail(UnmapContext kernel, SideTree detached, int error) {
    for (Vma vma : detached.vmas().vmas()) {
      kernel.markDetached(vma, false);
    }
    kernel.mmapSem().upWrite();
    return error;
  }

  /** Does the rest with mmap_lock held for reading, and releases it. */
  final void complete(UnmapContext kernel, VmaRange vmas) {
    kernel.uncountLocked(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
  }
}
