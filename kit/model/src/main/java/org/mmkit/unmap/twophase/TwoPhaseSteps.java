// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.twophase;

import org.jspecify.annotations.Nullable;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** The fast path of version 2: everything but the end with mmap_sem held for reading. */
final class TwoPhaseSteps {
  private final UnmapContext kernel;
  private final long start;
  private final long length;

  TwoPhaseSteps(UnmapContext kernel, long start, long length) {
    this.kernel = kernel;
    this.start = start;
    this.length = length;
  }

  int munmap() {
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downRead();
    Vma first = firstVma();
    int error = first == null ? 0 : split(first);
    if (first == null || error != 0) {
      mmapSem.upRead();
      return error;
    }
    Vma cut = kernel.vmas().findVma(start);
    VmaRange vmas = kernel.history().rangeFrom(cut == null ? first : cut, start, length);
    boolean special = vmas.hasLocked() || vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes();
    if (!special) {
      kernel.unmapRegion(vmas);
    }
    mmapSem.upRead();

    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    // The VMAs found under the first hold of the lock are used under the second.
    if (special) {
      kernel.munlock(vmas);
      kernel.detach(vmas);
      kernel.unmapRegion(vmas);
    } else {
      kernel.detach(vmas);
      kernel.archUnmap(vmas);
    }
    kernel.removeVmaList(vmas);
    mmapSem.upWrite();
    return 0;
  }

  /** The first VMA, or null for a hole. The test should be {@code >=} (B-07). */
  private @Nullable Vma firstVma() {
    Vma first = kernel.vmas().findVma(start);
    return first == null || first.start() > end() ? null : first;
  }

  /** Splits both ends, while others may be reading the tree. */
  private int split(Vma first) {
    if (start > first.start()) {
      // The limit should be tested with >= (K-04).
      if (end() < first.end() && kernel.vmas().mapCount() > kernel.vmas().maxMapCount()) {
        return -Errno.ENOMEM;
      }
      int error = kernel.vmas().splitAbove(first, start);
      if (error != 0) {
        return error;
      }
    }
    Vma last = kernel.vmas().findVma(end());
    return last != null && end() > last.start() ? kernel.vmas().splitBelow(last, end()) : 0;
  }

  private long end() {
    return start + kernel.pageAlign(length);
  }
}
