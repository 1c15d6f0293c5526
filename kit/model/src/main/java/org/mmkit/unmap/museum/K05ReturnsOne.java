// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;

/** The 1 by which callers inside the kernel learn of the downgrade goes on to user space. */
@Strategy(id = "k-05", title = "munmap returns 1 when it has downgraded", claims = Claim.DOWNGRADES)
public final class K05ReturnsOne extends Merged {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int result = super.munmap(kernel, start, length);
    return result == 0 ? 1 : result;
  }
}
