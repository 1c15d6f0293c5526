// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.jspecify.annotations.Nullable;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/**
 * A split that makes the lower part the new VMA leaves the old one above; that one is taken for the
 * part that goes.
 */
@Strategy(
    id = "b-16",
    title = "of the last VMA the part that stays is stored in the side tree",
    source = "the backport of commit 606c812eb1d5 to Linux 6.1",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class B16WrongPart extends PerVma {

  @Override
  @Nullable Vma splitLast(UnmapContext kernel, Vma vma, long end) {
    return kernel.vmas().splitBelow(vma, end) == 0 ? vma : null;
  }
}
