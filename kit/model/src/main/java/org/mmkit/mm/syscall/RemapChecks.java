// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.Limits;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** What mremap(2) refuses, in the kernel's order; results are 0 or a negative errno. */
public final class RemapChecks {
  /** A move may split both its source and its target in three. */
  private static final int SPARE_MAPS = 3;

  private final TaskStruct task;
  private final MmStruct mm;

  RemapChecks(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** The arguments by themselves; no lock is held yet ({@code check_mremap_params}). */
  int arguments(RemapArgs args) {
    int known = RemapArgs.MAYMOVE | RemapArgs.FIXED | RemapArgs.DONTUNMAP;
    if ((args.flags() & ~known) != 0 || !Addr.isPageAligned(args.address())) {
      return -Errno.EINVAL;
    }
    if (args.newLength() == 0 || Long.compareUnsigned(args.newLength(), Addr.TASK_SIZE) > 0) {
      return -Errno.EINVAL;
    }
    return args.givesNewAddress() ? target(args) : 0;
  }

  private int target(RemapArgs args) {
    boolean inside = Addr.inUserSpace(args.newAddress(), args.newLength());
    if (!inside || !Addr.isPageAligned(args.newAddress()) || !args.has(RemapArgs.MAYMOVE)) {
      return -Errno.EINVAL;
    }
    if (args.has(RemapArgs.DONTUNMAP) && args.oldLength() != args.newLength()) {
      return -Errno.EINVAL;
    }
    if (args.overlaps()) {
      return -Errno.EINVAL;
    }
    return hasRoomForMaps(2) ? 0 : -Errno.ENOMEM;
  }

  /** Whether some maps more still leave a move room to split. */
  boolean hasRoomForMaps(int more) {
    return mm.vmas().size() + more < mm.kernel().params().maxMapCount() - SPARE_MAPS;
  }

  /** The VMA at the old address, or null if there is none ({@code check_prep_vma}). */
  int vma(RemapArgs args, @Nullable VmArea vma) {
    if (vma == null) {
      return -Errno.EFAULT;
    }
    if (vma.has(VmFlags.VM_SEALED)) {
      return -Errno.EPERM;
    }
    if (vma.has(VmFlags.VM_HUGETLB) && !isHugeAligned(args)) {
      return -Errno.EINVAL;
    }
    boolean mapsNew = args.expands() || args.givesNewAddress();
    return mapsNew ? newRange(args, vma) : 0;
  }

  private static boolean isHugeAligned(RemapArgs args) {
    long both = args.address() | args.newAddress();
    return (both & (Addr.PMD_SIZE - 1)) == 0 && !args.expands();
  }

  private int newRange(RemapArgs args, VmArea vma) {
    if (args.oldLength() == 0 && !vma.has(VmFlags.VM_SHARED | VmFlags.VM_MAYSHARE)) {
      return -Errno.EINVAL;
    }
    boolean isFixedSize = vma.has(VmFlags.VM_DONTEXPAND | VmFlags.VM_PFNMAP);
    if (args.has(RemapArgs.DONTUNMAP) && isFixedSize) {
      return -Errno.EINVAL;
    }
    long kept = args.shrinks() ? args.newLength() : args.oldLength();
    if (Long.compareUnsigned(kept, vma.end() - args.address()) > 0) {
      return -Errno.EFAULT;
    }
    if (args.newLength() == kept) {
      return 0;
    }
    return isFixedSize ? -Errno.EFAULT : growth(args, vma);
  }

  private int growth(RemapArgs args, VmArea vma) {
    if (!Limits.mayLock(task.process(), vma.flags(), args.morePages())) {
      return -Errno.EAGAIN;
    }
    boolean fits = Limits.mayExpand(task.process(), vma.flags(), args.morePages());
    return fits ? 0 : -Errno.ENOMEM;
  }
}
