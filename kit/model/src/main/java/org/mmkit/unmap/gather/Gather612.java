// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.gather;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.merged.VmMunmap;

/**
 * Linux 6.12: all that can fail comes first and is undone if it does ({@code vms_gather}); what
 * follows cannot fail ({@code vms_complete}). mmap(MAP_FIXED) is built of the same two, with the
 * new VMA stored over the old ones in between, so that no reader ever sees a hole.
 */
@Strategy(
    id = "gather-6.12",
    title = "Linux 6.12: gather, then complete; MAP_FIXED replaces in one store",
    source = "vms_gather_munmap_vmas and vms_complete_munmap_vmas",
    era = Era.PER_VMA_LOCK,
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public final class Gather612 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return VmMunmap.run(kernel, start, length, Gather612::doMunmap);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard
        .withStackGrowthUnderWriteLock()
        .withFileFaultsUnderVmaLock()
        .withBrkShrink(Gather612::doMunmap)
        .withMremapShrink(Gather612::doMunmap)
        .withReplacement(FixedReplacement::new);
  }

  /** {@code do_vmi_align_munmap}: 1 if mmap_lock is held for reading now, else 0 or an errno. */
  private static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    GatheredVmas vms = new GatheredVmas(kernel, start, start + kernel.pageAlign(length));
    error = vms.gather();
    if (error != 0 || vms.isEmpty()) {
      return error;
    }
    error = vms.iterClearGfp();
    if (error != 0) {
      vms.reattach();
      return error;
    }
    // The point of no return.
    vms.subtractLockedVm();
    kernel.mmapSem().downgradeWrite();
    vms.clearPtes();
    vms.remove();
    return 1;
  }
}
