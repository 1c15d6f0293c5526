// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.twophase;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * Version 2 to the letter. The list of userfaultfd contexts, which the system call always passes,
 * sends every call to the regular path: the fast path is never taken (J-01).
 */
@Strategy(
    id = "twophase-v2-posted",
    title = "version 2 as posted: a test of the userfaultfd list makes the fast path dead",
    source = "[RFC v2 PATCH 0/2] mm: zap pages with read mmap_sem for large mapping, 2018-06-18",
    claims = {Claim.DOWNGRADES, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class TwoPhaseV2Posted implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    boolean small = kernel.pageAlign(length) < kernel.history().hpagePudSize();
    if (kernel.userfaultfd() != null || small) {
      return ExclusiveMunmap.vmMunmap(kernel, start, length);
    }
    return new TwoPhaseSteps(kernel, start, length).munmap();
  }
}
