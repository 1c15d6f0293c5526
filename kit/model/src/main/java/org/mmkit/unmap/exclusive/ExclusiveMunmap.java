// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.exclusive;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * The munmap of Linux 4.18: everything with mmap_sem held for writing. Correct, and the reason for
 * all others: 80 GiB take seconds, and no other task may touch the address space meanwhile.
 */
@Strategy(
    id = "exclusive",
    title = "do_munmap with mmap_sem held for writing throughout",
    source = "Linux 4.18, mm/mmap.c",
    claims = {Claim.ATOMIC, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class ExclusiveMunmap implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return vmMunmap(kernel, start, length);
  }

  /** {@code vm_munmap} of 4.18, to which the later versions fall back. */
  public static int vmMunmap(UnmapContext kernel, long start, long length) {
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = kernel.doMunmap(start, length);
    mmapSem.upWrite();
    kernel.userfaultfd().complete();
    return result;
  }
}
