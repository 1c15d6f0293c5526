// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.dead;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** Version 3 to the letter: the test of the userfaultfd list makes the fast path dead (J-01). */
@Strategy(
    id = "dead-v3-posted",
    title = "version 3 as posted: a test of the userfaultfd list makes the fast path dead",
    source = "[RFC v3 PATCH 0/5] mm: zap pages with read mmap_sem in munmap, 2018-06-29",
    claims = {Claim.DOWNGRADES, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class DeadV3Posted implements UnmapStrategy {

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
    return DeadV3Steps.munmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withVmDeadTestInUserFaults();
  }
}
