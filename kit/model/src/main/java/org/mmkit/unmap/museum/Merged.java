// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** The munmap of Linux 4.20 in three steps, of which an exhibit does one in another way. */
abstract class Merged implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = find(kernel, start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
    } else {
      takeOut(kernel, vmas);
      finish(kernel, vmas);
    }
    kernel.userfaultfd().complete();
    return error;
  }

  /** Finds the VMAs, cut to the range; mmap_sem is held for writing. */
  VmaRange find(UnmapContext kernel, long start, long length) {
    return kernel.lookupAndSplit(start, length);
  }

  /** Takes the VMAs out of sight. */
  void takeOut(UnmapContext kernel, VmaRange vmas) {
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
  }

  /** Does the rest with mmap_sem held for reading, and releases it. */
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
  }
}
