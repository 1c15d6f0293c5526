// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Signal;

/**
 * A fault under a lock of ranges, with its page alone held for reading. That keeps the whole VMA,
 * because who changes a VMA holds all of it for writing.
 */
final class RangeFault {
  private RangeFault() {}

  /** Serves it; RETRY if it needs the neighbours of the VMA, may have to wait, or is refused. */
  static Signal serve(TaskStruct task, Fault fault, long address, AccessKind kind) {
    if (Long.compareUnsigned(address, Addr.TASK_SIZE) >= 0) {
      return Signal.RETRY;
    }
    MmStruct mm = task.mm();
    long page = Addr.pageStart(address);
    mm.mmapSem().downRead(page, page + Addr.PAGE_SIZE);
    fault.setRangeAlone(true);
    Signal signal = served(task, fault, mm.vmas().walk(address), address, kind);
    fault.setRangeAlone(false);
    mm.mmapSem().upRead();
    return signal;
  }

  private static Signal served(
      TaskStruct task, Fault fault, @Nullable VmArea vma, long address, AccessKind kind) {
    boolean write = kind == AccessKind.WRITE;
    if (vma == null || !VmaLookup.of(task).serves(vma, write) || !kind.allowedBy(vma.flags())) {
      return Signal.RETRY;
    }
    Signal refused = Fault.refusedFetch(vma, kind);
    Signal signal = fault.handle(vma, address, write);
    return signal == Signal.NONE ? refused : signal;
  }
}
