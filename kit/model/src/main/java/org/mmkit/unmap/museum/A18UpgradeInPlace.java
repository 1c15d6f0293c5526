// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.Upgradable;

/**
 * Looks first with mmap_sem held for reading, and upgrades it in place if there is anything to
 * unmap. Of two tasks that do so at once neither can go on before the other has let go.
 */
@Strategy(
    id = "a-18",
    title = "mmap_sem is upgraded from reading to writing in place",
    source = "discussion of v2 and v3: an upgrade_read was wished for",
    claims = Claim.ATOMIC)
public final class A18UpgradeInPlace implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downRead();
    if (kernel.vmas().lookup(start, length).isEmpty()) {
      mmapSem.upRead();
      return 0;
    }
    ((Upgradable) mmapSem).upgradeRead();
    error = kernel.doMunmap(start, length);
    mmapSem.upWrite();
    kernel.userfaultfd().complete();
    return error;
  }
}
