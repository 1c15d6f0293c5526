// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import java.util.List;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/** After a failure the first VMA stays marked as detached although it is in the tree. */
@Strategy(
    id = "b-14",
    title = "an error path forgets to reattach the first VMA",
    era = Era.PER_VMA_LOCK,
    claims = Claim.DOWNGRADES)
public final class B14ForgottenReattach extends PerVma {

  @Override
  int fail(UnmapContext kernel, MtDetach detached, int error) {
    List<Vma> vmas = detached.vmas().vmas();
    for (int i = 1; i < vmas.size(); i++) {
      kernel.vmas().markAttached(vmas.get(i));
    }
    kernel.mmapSem().upWrite();
    return error;
  }
}
