// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.dead;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * Version 3 with its fast path switched on: VM_DEAD hides the range from the x86 fault handler, and
 * from nobody else; the lock is taken three times. Special mappings go to the regular path from
 * scratch here; the shadowed error of userfaultfd's preparation (K-06) is not expressed, since that
 * cannot fail in the model.
 */
@Strategy(
    id = "dead-v3",
    title = "VM_DEAD under the write lock, zap under the read lock, clean up under the write lock",
    source = "[RFC v3 PATCH 0/5] mm: zap pages with read mmap_sem in munmap, 2018-06-29",
    claims = {Claim.DOWNGRADES, Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class DeadV3 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.pageAlign(length) < kernel.history().hpagePudSize()) {
      return ExclusiveMunmap.vmMunmap(kernel, start, length);
    }
    return DeadV3Steps.munmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withVmDeadTestInUserFaults();
  }
}
