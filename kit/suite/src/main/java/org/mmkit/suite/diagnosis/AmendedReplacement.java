// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.suite.diagnosis.Amendment.Sort;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.Replacement;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A replacement by mmap(MAP_FIXED), one step of which is put right. */
final class AmendedReplacement implements Replacement {
  private final AmendedCall call;
  private final Replacement strategys;

  AmendedReplacement(AmendedCall call, CompanionPaths.FixedUnmap path) {
    this.call = call;
    this.strategys = path.begin(new AmendedContext(call), call.start, call.length);
  }

  @Override
  public int gather() {
    int error = gathered();
    if (error != 0) {
      return error;
    }
    mark();
    int refused = lacksSome() ? -Errno.ENOMEM : call.collected();
    if (refused != 0) {
      strategys.abort();
    }
    return refused;
  }

  private int gathered() {
    try {
      return strategys.gather();
    } catch (GaveUp refused) {
      strategys.abort();
      return refused.error();
    }
  }

  private void mark() {
    VmaRange vmas = call.found().get();
    if (call.amendment.is(Sort.MARK) && vmas != null) {
      for (Vma vma : vmas.vmas()) {
        call.kernel.vmas().startWrite(vma);
        call.kernel.vmas().markDetached(vma);
      }
    }
  }

  private boolean lacksSome() {
    VmaRange vmas = call.found().get();
    int collected = vmas == null ? 0 : vmas.vmas().size();
    return call.amendment.is(Sort.COLLECT)
        && collected < call.kernel.vmas().lookup(call.start, call.length).vmas().size();
  }

  @Override
  public long pages() {
    return strategys.pages();
  }

  @Override
  public void cleanUp() {
    strategys.cleanUp();
  }

  @Override
  public void complete() {
    strategys.complete();
  }

  @Override
  public void abort() {
    strategys.abort();
  }
}
