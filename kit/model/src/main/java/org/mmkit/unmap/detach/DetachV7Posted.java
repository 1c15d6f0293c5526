// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.detach;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Version 7 to the letter: patch 4 tests {@code vm_flags | (VM_HUGETLB | VM_PFNMAP)}, which is
 * never zero, so that every mapping is special and the fast path is never taken (J-02).
 */
@Strategy(
    id = "detach-v7-posted",
    title = "version 7 as posted: an OR in the special test makes the fast path dead",
    source =
        "[RFC v7 PATCH 0/4] mm: zap pages with read mmap_sem in munmap for large mapping,"
            + " 2018-08-09",
    claims = {Claim.DOWNGRADES, Claim.ATOMIC, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class DetachV7Posted implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return DetachSteps.munmap(kernel, start, length, vmas -> true);
  }
}
