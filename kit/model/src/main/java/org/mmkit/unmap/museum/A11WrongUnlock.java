// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** The caller does not look at the 1 that says "downgraded", and releases what is held no more. */
@Strategy(id = "a-11", title = "up_write after the downgrade", claims = Claim.DOWNGRADES)
public final class A11WrongUnlock extends Merged {

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upWrite();
  }
}
