// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * Every kind of mapping is zapped under the read lock while it can be found: of hugetlb the zap
 * changes vm_flags, which others read. The reason why the series left special mappings alone.
 */
@Strategy(
    id = "f-01",
    title = "hugetlb and PFNMAP are zapped under the read lock like the rest",
    source = "series v2 and v3, without their test for special mappings",
    claims = Claim.DOWNGRADES)
public final class F01SpecialsUnderRead implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downRead();
    kernel.history().zapPageRange(kernel.vmas().lookup(start, length));
    mmapSem.upRead();
    return ExclusiveMunmap.vmMunmap(kernel, start, length);
  }
}
