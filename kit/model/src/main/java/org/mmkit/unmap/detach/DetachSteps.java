// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.detach;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** Detach, downgrade, zap: the path that versions 5 to 7 share. */
final class DetachSteps {

  /** How the zap, with the lock held for reading, deals with what writes vm_flags. */
  interface Zapping {
    void zap(UnmapContext kernel, VmaRange vmas);
  }

  /** Which VMAs are left to the regular do_munmap, with the lock held for writing. */
  interface SpecialTest {
    boolean keepsLock(VmaRange vmas);
  }

  private DetachSteps() {}

  /** Version 7: what the lock must be kept for goes another way, so nothing is special here. */
  static int munmap(UnmapContext kernel, long start, long length, SpecialTest special) {
    return munmap(kernel, start, length, special, (k, vmas) -> {}, UnmapContext::unmapRegion);
  }

  /** Versions 5 and 6: what writes vm_flags is done before the downgrade, and skipped after it. */
  static int munmapAll(UnmapContext kernel, long start, long length) {
    return munmap(
        kernel,
        start,
        length,
        vmas -> false,
        (k, vmas) -> k.history().writeVmFlags(vmas),
        DetachSteps::unmapRegionOnly);
  }

  private static void unmapRegionOnly(UnmapContext kernel, VmaRange vmas) {
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmasSkipVmFlags(vmas);
    gather.freePgtables(vmas);
    gather.finish();
  }

  private static int munmap(
      UnmapContext kernel,
      long start,
      long length,
      SpecialTest special,
      Zapping before,
      Zapping zapping) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
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
      before.zap(kernel, vmas);
      // From here on no lookup finds the VMAs, so that readers may come in while the pages go.
      mmapSem.downgradeWrite();
      zapping.zap(kernel, vmas);
      kernel.archUnmap(vmas);
      kernel.removeVmaList(vmas);
      mmapSem.upRead();
    }
    kernel.userfaultfd().complete();
    return error;
  }
}
