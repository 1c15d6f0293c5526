// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.detach;

import org.mmkit.unmap.Errors;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** Detach, downgrade, zap: the path that versions 5 to 7 share. */
final class DetachSteps {

  /** Which VMAs are left to the regular do_munmap, with the lock held for writing. */
  interface SpecialTest {
    boolean keepsLock(VmaRange vmas);
  }

  private DetachSteps() {}

  static int munmap(UnmapContext kernel, long start, long length, SpecialTest special) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errors.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      mmapSem.upWrite();
      return error;
    }
    if (special.keepsLock(vmas)) {
      error = kernel.doMunmap(start, length);
      mmapSem.upWrite();
    } else {
      kernel.munlock(vmas);
      kernel.detach(vmas);
      // From here on nobody finds the VMAs, so that readers may come in while the pages go.
      mmapSem.downgradeWrite();
      kernel.unmapRegion(vmas);
      kernel.archUnmap(vmas);
      kernel.removeVmaList(vmas);
      mmapSem.upRead();
    }
    kernel.userfaultfd().complete();
    return error;
  }
}
