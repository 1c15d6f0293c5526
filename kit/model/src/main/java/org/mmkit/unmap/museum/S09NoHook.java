// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/** An architecture that keeps tables beside the mappings never learns that those are gone. */
@Strategy(
    id = "s-09",
    title = "the hook of the architecture is not called",
    claims = Claim.DOWNGRADES)
public final class S09NoHook extends Merged {

  @Override
  void takeOut(UnmapContext kernel, VmaRange vmas) {
    kernel.munlock(vmas);
    kernel.detach(vmas);
  }
}
