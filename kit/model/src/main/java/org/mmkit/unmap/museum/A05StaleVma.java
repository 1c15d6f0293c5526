// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** The VMAs found under one hold of mmap_sem are taken out under the next. */
@Strategy(
    id = "a-05",
    title = "mmap_sem is dropped between the lookup and the detach, and nothing is looked up again",
    source = "series v2 and v3",
    claims = Claim.DOWNGRADES)
public final class A05StaleVma extends Merged {

  @Override
  void takeOut(UnmapContext kernel, VmaRange vmas) {
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.upWrite();
    mmapSem.downWrite();
    super.takeOut(kernel, vmas);
  }
}
