// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.merged;

import org.mmkit.unmap.CompanionPaths.TailUnmap;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;

/** {@code __vm_munmap} of Linux 4.20 and later. */
public final class VmMunmap {
  private VmMunmap() {}

  /**
   * Takes and releases the lock around an unmap that may have downgraded it, makes 0 of 1, and
   * delivers the events of userfaultfd.
   *
   * @param doMunmap {@code __do_munmap}
   * @return 0 or a negative errno
   */
  public static int run(UnmapContext kernel, long start, long length, TailUnmap doMunmap) {
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap.munmap(kernel, start, length);
    if (result == 1) {
      mmapSem.upRead();
      result = 0;
    } else {
      mmapSem.upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }
}
