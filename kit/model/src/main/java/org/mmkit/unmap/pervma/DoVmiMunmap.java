// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.pervma;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** {@code do_vmi_munmap} and {@code do_vmi_align_munmap} of Linux 6.4. */
final class DoVmiMunmap {
  private final UnmapContext kernel;
  private final long start;
  private final long length;

  DoVmiMunmap(UnmapContext kernel, long start, long length) {
    this.kernel = kernel;
    this.start = start;
    this.length = length;
  }

  /**
   * Unmaps, with mmap_lock held for writing at first.
   *
   * @return 1 if the lock is held for reading now, 0 or a negative errno if still for writing
   */
  int munmap() {
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
    MtDetach detached = kernel.vmas().mtDetach(start, end);
    error = splitFirst(first, end);
    if (error == 0) {
      error = gather(first, end, detached);
    }
    if (error == 0) {
      error = kernel.vmas().iterClearGfp(detached.vmas());
    }
    if (error != 0) {
      reattach(detached);
      return error;
    }
    // The point of no return: a lookup in the range finds nothing.
    VmaRange vmas = detached.vmas();
    kernel.vmas().subtractLockedVm(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return 1;
  }

  private int splitFirst(Vma first, long end) {
    if (start <= first.start()) {
      return 0;
    }
    if (end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    return first.isSealed() ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
  }

  private int gather(Vma first, long end, MtDetach detached) {
    int count = 0;
    for (Vma vma = first; vma != null && vma.start() < end; vma = kernel.vmas().next(vma)) {
      int error = vma.isSealed() ? -Errno.EPERM : 0;
      if (error == 0 && vma.end() > end) {
        error = kernel.vmas().splitAbove(vma, end);
      }
      if (error != 0) {
        return error;
      }
      kernel.vmas().startWrite(vma);
      error = detached.store(count++, vma);
      if (error != 0) {
        return error;
      }
      kernel.vmas().markDetached(vma);
    }
    return kernel.userfaultfd().prep(detached.vmas());
  }

  private void reattach(MtDetach detached) {
    for (Vma vma : detached.vmas().vmas()) {
      kernel.vmas().markAttached(vma);
    }
  }
}
