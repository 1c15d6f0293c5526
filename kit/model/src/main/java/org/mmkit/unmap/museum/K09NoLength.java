// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * A fast check of its own, before the lock is taken, finds nothing to do where nothing is asked.
 */
@Strategy(id = "k-09", title = "a length of 0 is taken for an empty range", claims = Claim.ATOMIC)
public final class K09NoLength implements UnmapStrategy {
  private static final long TASK_SIZE = 0x7fff_ffff_f000L;
  private static final long PAGE_MASK = 0xfffL;

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    boolean beyond =
        Long.compareUnsigned(start, TASK_SIZE) > 0
            || Long.compareUnsigned(length, TASK_SIZE - start) > 0;
    if ((start & PAGE_MASK) != 0 || beyond) {
      return -Errno.EINVAL;
    }
    return length == 0 ? 0 : ExclusiveMunmap.vmMunmap(kernel, start, length);
  }
}
