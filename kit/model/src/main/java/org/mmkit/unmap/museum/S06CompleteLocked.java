// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** The monitor that reads the events may need the lock. */
@Strategy(
    id = "s-06",
    title = "the events of userfaultfd are delivered with the lock held",
    claims = Claim.DOWNGRADES)
public final class S06CompleteLocked extends Merged {

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.userfaultfd().complete();
    kernel.mmapSem().upRead();
  }
}
