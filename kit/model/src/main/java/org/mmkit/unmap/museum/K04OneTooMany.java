// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;

/**
 * Cuts the VMAs itself, and tests the limit of their number with {@code >}: at the limit the middle
 * of a mapping can be unmapped, which leaves one VMA too many.
 */
@Strategy(
    id = "k-04",
    title = "the limit of VMAs is tested with > where it should be >=",
    source = "[RFC v2 PATCH 0/2], its test alone",
    claims = Claim.ATOMIC)
public final class K04OneTooMany implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.mmapSem().downWrite();
    error = punch(kernel, start, start + kernel.pageAlign(length));
    if (error == 0) {
      error = kernel.doMunmap(start, length);
    }
    kernel.mmapSem().upWrite();
    kernel.userfaultfd().complete();
    return error;
  }

  /** Cuts a hole's edges where one VMA has them both; all other cuts are left to do_munmap. */
  private static int punch(UnmapContext kernel, long start, long end) {
    Vma vma = kernel.vmas().findVma(start);
    if (vma == null || vma.isSealed() || vma.start() >= start || vma.end() <= end) {
      return 0;
    }
    if (kernel.vmas().mapCount() > kernel.vmas().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    int error = kernel.vmas().splitBelow(vma, start);
    return error != 0 ? error : kernel.vmas().splitBelow(vma, end);
  }
}
