// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.detach;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Version 7 as it was meant: detach under the write lock, downgrade, zap and free the page tables.
 * What is hugetlb, PFNMAP or has uprobes keeps the lock.
 */
@Strategy(
    id = "detach-v7",
    title = "detach, downgrade_write, zap; special mappings by the regular do_munmap",
    source =
        "[RFC v7 PATCH 0/4] mm: zap pages with read mmap_sem in munmap for large mapping,"
            + " 2018-08-09",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class DetachV7 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return DetachSteps.munmap(
        kernel, start, length, vmas -> vmas.hasHugetlbOrPfnmap() || vmas.hasUprobes());
  }
}
