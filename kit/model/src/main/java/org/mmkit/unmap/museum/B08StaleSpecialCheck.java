// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * What is special about a range is tested before the lookup that counts, with mmap_sem held for
 * reading: by the time of the split the range may hold other VMAs.
 */
@Strategy(
    id = "b-08",
    title = "special mappings are looked for before the VMAs are",
    claims = {Claim.DOWNGRADES, Claim.SPECIALS_EXCLUSIVE})
public final class B08StaleSpecialCheck extends Merged {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.mmapSem().downRead();
    boolean special = kernel.vmas().lookup(start, length).hasHugetlbOrPfnmap();
    kernel.mmapSem().upRead();
    return special
        ? ExclusiveMunmap.vmMunmap(kernel, start, length)
        : super.munmap(kernel, start, length);
  }
}
