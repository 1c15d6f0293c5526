// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/**
 * Two trees are walked at once, and the cursor of one is taken for that of the other: from the
 * second VMA on it is the one behind it that goes into the side tree.
 */
@Strategy(
    id = "i-15",
    title = "a store in the side tree moves the cursor of the main one on",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class I15MtDetachIndex extends PerVma {

  @Override
  int takeOut(UnmapContext kernel, Vma vma, MtDetach detached, int index) {
    Vma wrong = index > 0 ? kernel.vmas().next(vma) : vma;
    return super.takeOut(kernel, wrong == null ? vma : wrong, detached, index);
  }
}
