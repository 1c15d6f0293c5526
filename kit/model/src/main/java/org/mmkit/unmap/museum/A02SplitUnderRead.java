// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * The VMAs are cut while mmap_sem is held for reading. Between the two stores of a split a part of
 * the mapping cannot be found, and two tasks may split the same VMA.
 */
@Strategy(
    id = "a-02",
    title = "VMAs are split with mmap_sem held for reading",
    source = "[RFC v2 PATCH 0/2], its split alone",
    claims = Claim.ATOMIC)
public final class A02SplitUnderRead implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.mmapSem().downRead();
    error = kernel.lookupAndSplit(start, length).error();
    kernel.mmapSem().upRead();
    return error != 0 ? error : ExclusiveMunmap.vmMunmap(kernel, start, length);
  }
}
