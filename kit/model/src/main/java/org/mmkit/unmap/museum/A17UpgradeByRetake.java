// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/**
 * Zaps with mmap_sem held for reading and "upgrades" it for the rest: released and taken again, for
 * there is no upgrade. What was found before is believed to be there still.
 */
@Strategy(
    id = "a-17",
    title = "an upgrade made of up_read and down_write, and nothing looked up again",
    source = "discussion of v2 and v3: an upgrade_read was wished for",
    claims = Claim.DOWNGRADES)
public final class A17UpgradeByRetake implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downWrite();
    error = kernel.lookupAndSplit(start, length).error();
    mmapSem.downgradeWrite();
    VmaRange vmas = kernel.vmas().lookup(start, length);
    if (error != 0 || vmas.isEmpty()) {
      mmapSem.upRead();
      return error;
    }
    kernel.history().zapPageRange(vmas);
    upgrade(mmapSem);
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    mmapSem.upWrite();
    return 0;
  }

  private static void upgrade(MmapSem mmapSem) {
    mmapSem.upRead();
    mmapSem.downWrite();
  }
}
