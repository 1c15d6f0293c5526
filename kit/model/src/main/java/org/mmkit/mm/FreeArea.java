// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** Where a new mapping goes ({@code get_unmapped_area}): at the address given, else top down. */
public final class FreeArea {
  private final MmStruct mm;

  public FreeArea(MmStruct mm) {
    this.mm = mm;
  }

  /** The address of a mapping of some bytes, or a negative errno. */
  public long place(long address, long length, boolean fixed, boolean huge) {
    return place(address, length, fixed, huge, 0);
  }

  /** What is asked for, as mmap takes it: not below the lowest address. */
  static long rounded(long address) {
    long page = address & -Addr.PAGE_SIZE;
    return page != 0 && Long.compareUnsigned(page, MIN_ADDRESS) < 0 ? MIN_ADDRESS : address;
  }

  /** vm.mmap_min_addr: what is asked for below is taken for this. */
  private static final long MIN_ADDRESS = 0x1_0000;

  /** The same; a hint is taken where there is room for so many bytes more. */
  long place(long address, long length, boolean fixed, boolean huge, long padding) {
    long unit = huge ? Addr.PMD_SIZE : Addr.PAGE_SIZE;
    if (Long.compareUnsigned(length, Addr.TASK_SIZE) > 0) {
      return -Errno.ENOMEM;
    }
    if (fixed) {
      if (huge && (address & (unit - 1)) != 0) {
        return -Errno.EINVAL;
      }
      if (address >= -Errno.MAX && address < 0) {
        return address; // The kernel takes it for an errno.
      }
      if (Long.compareUnsigned(address, Addr.TASK_SIZE - length) > 0) {
        return -Errno.ENOMEM;
      }
      return (address & (unit - 1)) != 0 ? -Errno.EINVAL : address;
    }
    long hint = ((address & -Addr.PAGE_SIZE) + unit - 1) & -unit;
    if (hint != 0
        && Long.compareUnsigned(hint, Addr.TASK_SIZE - length) <= 0
        && isFree(hint, length + padding)) {
      return hint;
    }
    return topDown(length, unit);
  }

  /** Room for a hint: nothing mapped, and no stack just above whose guard gap it would enter. */
  private boolean isFree(long start, long length) {
    VmArea next = mm.vmas().peek(start);
    return next == null || start + length <= gapStart(next);
  }

  /** Where the room below a VMA ends: a stack keeps its guard gap free ({@code vm_start_gap}). */
  public static long gapStart(VmArea vma) {
    boolean stack = vma.has(VmFlags.VM_GROWSDOWN);
    return stack ? vma.start() - (Addr.STACK_GUARD_PAGES << Addr.PAGE_SHIFT) : vma.start();
  }

  /** Goes from gap to gap, passing over those that are known to be too small. */
  private long topDown(long length, long unit) {
    long limit = mm.layout().mmapBase();
    VmaTree tree = mm.vmas();
    long candidate = (limit - length) & -unit;
    if (candidate >= Math.max(tree.highestEnd(), mm.layout().mmapFloor())) {
      return candidate;
    }
    for (int index = tree.size() - 1; index >= 0 && limit >= mm.layout().mmapFloor(); index--) {
      VmArea above = tree.at(index);
      long floor = Math.max(index > 0 ? tree.at(index - 1).end() : 0, mm.layout().mmapFloor());
      if (above.gap < length || Math.min(limit, above.start()) - length < floor) {
        continue;
      }
      // The guard gap of a stack is a limit for all that is tried behind it.
      limit = Math.min(limit, gapStart(above));
      candidate = (limit - length) & -unit;
      if (candidate >= floor) {
        return candidate;
      }
    }
    return -Errno.ENOMEM;
  }
}
