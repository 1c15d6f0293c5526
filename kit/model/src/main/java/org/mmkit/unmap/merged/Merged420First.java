// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.merged;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/**
 * The first merged commit alone. Its test for hugetlb and PFNMAP sits inside {@code if
 * (mm->locked_vm)}, so that a process without locked memory downgrades with special mappings
 * (F-03).
 */
@Strategy(
    id = "merged-4.20-first",
    title = "the first commit of Linux 4.20 alone, its special test nested in locked_vm",
    source = "commit dd2283f2605e (mm: mmap: zap pages with read mmap_sem in munmap)",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC, Claim.SPECIALS_EXCLUSIVE})
public final class Merged420First implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return VmMunmap.run(kernel, start, length, Merged420First::doMunmap);
  }

  private static int doMunmap(UnmapContext kernel, long start, long length) {
    return MergedSteps.doMunmap(kernel, start, length, Merged420First::keepsLock);
  }

  private static boolean keepsLock(UnmapContext kernel, VmaRange vmas) {
    return kernel.history().lockedVm() != 0 && vmas.hasHugetlbOrPfnmap();
  }
}
