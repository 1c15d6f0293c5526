// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/**
 * The munlock comes when the pages are gone, so that it no longer finds them to clear PG_mlocked.
 */
@Strategy(id = "e-04", title = "munlock after the zap", claims = Claim.DOWNGRADES)
public final class E04LateMunlock extends Merged {

  @Override
  void takeOut(UnmapContext kernel, VmaRange vmas) {
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
  }

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.munlock(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
  }
}
