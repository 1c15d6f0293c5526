// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/**
 * What do_munmap does where a call of a strategy asks for it, but for the events: of the range of
 * the call one is noted, by whichever comes first.
 */
final class AmendedMunmap {
  private final AmendedCall call;
  private final UnmapContext kernel;

  AmendedMunmap(AmendedCall call) {
    this.call = call;
    this.kernel = call.kernel;
  }

  /** Unmaps a part of the range, or all of it, with the lock held for writing. */
  int munmap(long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error == 0 && call.takes("userfaultfd.prep", () -> {})) {
      error = noteAll();
    }
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() == 0 && !vmas.isEmpty()) {
      unmap(vmas);
    }
    return vmas.error();
  }

  private int noteAll() {
    int error = kernel.checkRange(call.start, call.length);
    if (error != 0) {
      return error;
    }
    VmaRange all = kernel.lookupAndSplit(call.start, call.length);
    return all.error() != 0 || all.isEmpty() ? all.error() : kernel.userfaultfd().prep(all);
  }

  private void unmap(VmaRange vmas) {
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
  }
}
