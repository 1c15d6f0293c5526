// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.Strategy;

/**
 * Stacks grow with mmap_lock held for reading, as in 6.4.0, but the downgrade makes no exception
 * for them.
 */
@Strategy(
    id = "i-16",
    title = "a neighbour that can grow into the range is not kept from it",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class I16GrowingNeighbour extends PerVma {

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard;
  }
}
