// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Signal;

/**
 * A lock that a strategy brings keeps faults out of a VMA. The VMAs are in a maple tree alone, as
 * in Linux 6.1 to 6.3, so that a walk beside a store finds what was there before or after it.
 */
final class MapleTreeAlone extends LockOfMmAlone {
  static final VmaLocking INSTANCE = new MapleTreeAlone();

  private MapleTreeAlone() {}

  @Override
  Signal fault(TaskStruct task, Fault fault, long address, AccessKind kind) {
    return SpeculativeFault.serve(task, address, kind)
        ? Signal.NONE
        : RangeFault.serve(task, fault, address, kind);
  }

  @Override
  boolean mayServe(VmArea vma) {
    return true;
  }

  @Override
  void detach(Detach detach, VmaRange span) {
    detach.clearAtOnce(span);
  }

  @Override
  void free(VmaSlab slab, VmArea vma) {
    slab.setFreedAfterReaders(vma);
  }
}
