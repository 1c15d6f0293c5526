// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/**
 * A fault that holds the lock of its VMA goes on while the VMA leaves the tree and its pages go.
 */
@Strategy(
    id = "i-01",
    title = "VMAs are taken out without waiting for faults in them",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class I01NoStartWrite extends PerVma {

  @Override
  int takeOut(UnmapContext kernel, Vma vma, MtDetach detached, int index) {
    int error = detached.store(index, vma);
    if (error == 0) {
      kernel.vmas().markDetached(vma);
    }
    return error;
  }
}
