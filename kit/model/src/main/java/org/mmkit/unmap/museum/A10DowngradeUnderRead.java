// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/**
 * The helper that downgrades is called by a task that holds mmap_sem for reading: a range whose
 * ends need no split is thought to need no write lock.
 */
@Strategy(
    id = "a-10",
    title = "downgrade_write by a task that holds mmap_sem for reading",
    claims = Claim.DOWNGRADES)
public final class A10DowngradeUnderRead extends Merged {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.mmapSem().downRead();
    VmaRange vmas = kernel.vmas().lookup(start, length);
    boolean fits =
        !vmas.isEmpty()
            && vmas.vmas().get(0).start() >= vmas.start()
            && vmas.vmas().get(vmas.vmas().size() - 1).end() <= vmas.end();
    if (fits) {
      finish(kernel, vmas);
      return 0;
    }
    kernel.mmapSem().upRead();
    return super.munmap(kernel, start, length);
  }
}
