// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** Where memory for the event of userfaultfd is lacking, munmap fails with its pages unlocked. */
@Strategy(
    id = "s-16",
    title = "pages are unlocked before the preparation that can fail",
    claims = Claim.DOWNGRADES)
public final class S16EarlyMunlock extends Merged {

  @Override
  VmaRange find(UnmapContext kernel, long start, long length) {
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    kernel.munlock(vmas);
    return vmas;
  }

  @Override
  void takeOut(UnmapContext kernel, VmaRange vmas) {
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
  }
}
