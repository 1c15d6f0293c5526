// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;

/** Walks a range VMA by VMA, as the calls do that refuse to go beyond a hole. */
final class VmaPieces {

  /** Takes the part of a VMA that lies in the range; may replace the VMA. */
  interface Action {
    /** Returns 0 or a negative errno, which ends the walk. */
    int piece(VmArea vma, long start, long end);
  }

  private VmaPieces() {}

  /**
   * Takes the pieces of [start, end) in address order; mmap_sem is held for writing.
   *
   * @return 0, what the action returned, or {@code -ENOMEM} at the first hole
   */
  static int each(MmStruct mm, long start, long end, Action action) {
    if (start != end && Long.compareUnsigned(start, Addr.TASK_SIZE) >= 0) {
      return -Errno.ENOMEM;
    }
    long limit = clamp(end);
    for (long at = start; at < limit; ) {
      VmArea vma = mm.vmas().find(at);
      if (vma == null || vma.start() > at) {
        return -Errno.ENOMEM;
      }
      long next = Math.min(vma.end(), limit);
      int error = action.piece(vma, at, next);
      if (error != 0) {
        return error;
      }
      at = next;
    }
    return 0;
  }

  /** Whether nothing is missing in [start, end). */
  static boolean isFullyMapped(MmStruct mm, long start, long end) {
    return each(mm, start, end, (vma, from, to) -> 0) == 0;
  }

  /** Where a range ends; one that wraps ends where user space does. */
  static long endOf(long start, long bytes) {
    long end = start + bytes;
    return clamp(Long.compareUnsigned(end, start) < 0 ? -1 : end);
  }

  /** An end that signed comparisons understand; nothing is ever mapped just below it. */
  static long clamp(long end) {
    long limit = Addr.TASK_SIZE + Addr.PAGE_SIZE;
    return Long.compareUnsigned(end, limit) > 0 ? limit : end;
  }
}
