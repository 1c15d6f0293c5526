// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/**
 * A fault that found its VMA before it left the tree locks it after the downgrade, and sees no
 * reason not to use it.
 */
@Strategy(
    id = "i-02",
    title = "VMAs that were taken out are not marked as detached",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class I02NoMark extends PerVma {

  @Override
  int takeOut(UnmapContext kernel, Vma vma, MtDetach detached, int index) {
    kernel.vmas().startWrite(vma);
    return detached.store(index, vma);
  }

  @Override
  int fail(UnmapContext kernel, MtDetach detached, int error) {
    kernel.mmapSem().upWrite();
    return error;
  }
}
