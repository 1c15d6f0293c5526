// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.twophase;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * The simple way that was discussed beside version 3: MADV_DONTNEED first, with mmap_sem held for
 * reading, then the old munmap. Its invariants hold, but a task that reads while the pages are gone
 * and the VMA is not gets a page of zeroes: neither the content nor SIGSEGV.
 */
@Strategy(
    id = "twophase-naive",
    title = "MADV_DONTNEED under the read lock, then do_munmap",
    source = "discussion of v3, 2018-06-29; LSFMM 2018, LWN 753269",
    claims = {Claim.DOWNGRADES, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class TwoPhaseNaive implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downRead();
    VmaRange vmas = kernel.vmas().lookup(start, length);
    boolean special = vmas.hasLocked() || vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes();
    if (!special && !vmas.hasSealed()) {
      kernel.history().zapPageRange(vmas);
    }
    mmapSem.upRead();
    return ExclusiveMunmap.vmMunmap(kernel, start, length);
  }
}
