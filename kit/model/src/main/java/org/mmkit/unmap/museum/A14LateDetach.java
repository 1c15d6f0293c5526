// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** Downgrade and detach in the wrong order: readers walk the tree while it is stored to. */
@Strategy(
    id = "a-14",
    title = "the VMAs are detached after the downgrade",
    claims = Claim.DOWNGRADES)
public final class A14LateDetach extends Merged {

  @Override
  void takeOut(UnmapContext kernel, VmaRange vmas) {
    kernel.munlock(vmas);
    kernel.archUnmap(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.detach(vmas);
  }

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
  }
}
