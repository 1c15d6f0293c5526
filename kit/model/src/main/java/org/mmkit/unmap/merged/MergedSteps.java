// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.merged;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** {@code __do_munmap} of Linux 4.20 with its {@code downgrade} argument. */
final class MergedSteps {

  /** Which ranges keep the lock although the caller would let it go. */
  interface KeepsLock {
    boolean test(UnmapContext kernel, VmaRange vmas);
  }

  private final UnmapContext kernel;
  private final KeepsLock keepsLock;

  MergedSteps(UnmapContext kernel, KeepsLock keepsLock) {
    this.kernel = kernel;
    this.keepsLock = keepsLock;
  }

  /** {@code __vm_munmap}: takes and releases the lock, and makes 0 of 1. */
  int vmMunmap(long start, long length) {
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap(start, length);
    if (result == 1) {
      mmapSem.upRead();
      result = 0;
    } else {
      mmapSem.upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }

  /**
   * Unmaps, with mmap_sem held for writing at first.
   *
   * @return 1 if the lock is held for reading now, 0 or a negative errno if still for writing
   */
  int doMunmap(long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    boolean downgrade = !keepsLock.test(kernel, vmas);
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
