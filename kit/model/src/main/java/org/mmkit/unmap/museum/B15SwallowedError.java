// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/**
 * Success says that mmap_lock was released on the way; an error path that returns it leaves the
 * lock held and everything mapped.
 */
@Strategy(
    id = "b-15",
    title = "an error path returns 0, which means that the lock is gone",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class B15SwallowedError extends PerVma {

  @Override
  int fail(UnmapContext kernel, MtDetach detached, int error) {
    for (Vma vma : detached.vmas().vmas()) {
      kernel.vmas().markAttached(vma);
    }
    return 0;
  }
}
