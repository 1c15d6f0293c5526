// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.twophase;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** Version 2 with its fast path switched on: split, zap and free tables under the read lock. */
@Strategy(
    id = "twophase-v2",
    title = "split, zap and free tables under the read lock; detach under the write lock",
    source = "[RFC v2 PATCH 0/2] mm: zap pages with read mmap_sem for large mapping, 2018-06-18",
    claims = {Claim.DOWNGRADES, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class TwoPhaseV2 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.pageAlign(length) < kernel.history().hpagePudSize()) {
      return ExclusiveMunmap.vmMunmap(kernel, start, length);
    }
    return new TwoPhaseSteps(kernel, start, length).munmap();
  }
}
