// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.merged;

import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** {@code __do_munmap} of Linux 4.20 with its {@code downgrade} argument. */
final class MergedSteps {

  /** Which ranges keep the lock although the caller would let it go. */
  interface KeepsLock {
    boolean test(UnmapContext kernel, VmaRange vmas);
  }

  private MergedSteps() {}

  /**
   * Unmaps, with mmap_sem held for writing at first.
   *
   * @return 1 if the lock is held for reading now, 0 or a negative errno if still for writing
   */
  static int doMunmap(UnmapContext kernel, long start, long length, KeepsLock keepsLock) {
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
