// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Splits VMAs ({@code __split_vma}): to Linux 6.0 two stores to the tree, between which a part
 * cannot be found; one since.
 */
final class VmaSplit {
  private VmaSplit() {}

  /** Splits unless the mm has as many VMAs as it may ({@code split_vma}). */
  static int withinLimit(MmStruct mm, VmArea vma, long address, boolean newBelow) {
    if (mm.vmas().size() >= mm.kernel().params().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    return split(mm, vma, address, newBelow);
  }

  /**
   * Splits at an address, whatever the number of VMAs.
   *
   * @param newBelow whether the new VMA is the lower part
   * @return 0, or a negative errno of the mapping's owner
   */
  static int split(MmStruct mm, VmArea vma, long address, boolean newBelow) {
    if (vma.ops() != null) {
      int veto = vma.ops().maySplit(vma, address);
      if (veto != 0) {
        return veto;
      }
    }
    if (mm.kernel().has(Defect.F_13)) {
      HugetlbSharing.leaveAt(vma, address);
    }
    mm.machine().charge(MmCost.VMA_SPLIT, 1);
    Kernel kernel = mm.kernel();
    if (kernel.allocationFails()) {
      return -Errno.ENOMEM;
    }
    VmArea fresh = vma.dup(mm).inMemory();
    fresh.setAllocated();
    if (kernel.allocationFails()) {
      // No anon_vma for it.
      fresh.free();
      return -Errno.ENOMEM;
    }
    if (fresh.ops() != null) {
      fresh.ops().open(fresh);
    }
    if (!vma.has(VmFlags.VM_HUGETLB) && kernel.allocationFails()) {
      abandon(mm, vma, fresh, address, newBelow);
      return -Errno.ENOMEM;
    }
    vma.startWrite();
    fresh.startWrite();
    Inode.guarding(
        vma,
        () -> {
          if (!kernel.has(Defect.F_13)) {
            HugetlbSharing.leaveAt(vma, address);
          }
          apart(mm, vma, fresh, address, newBelow);
          HugetlbSharing.requireLeft(vma, address);
        });
    return 0;
  }

  /** No node for the tree: all that was done so far is undone. */
  private static void abandon(
      MmStruct mm, VmArea vma, VmArea fresh, long address, boolean newBelow) {
    Kernel kernel = mm.kernel();
    if (kernel.has(Defect.B_05)) {
      cut(mm, vma, address, newBelow);
    }
    if (fresh.ops() != null && !kernel.has(Defect.B_12)) {
      fresh.ops().close(fresh);
    }
    if (!kernel.has(Defect.E_12)) {
      fresh.free();
    }
  }

  private static void apart(MmStruct mm, VmArea vma, VmArea fresh, long address, boolean newBelow) {
    if (newBelow) {
      fresh.setBounds(vma.start(), address, vma.pgoff());
    } else {
      fresh.setBounds(address, vma.end(), vma.pgoffOf(address));
    }
    if (mm.kernel().perVmaLocks()) {
      long start = newBelow ? address : vma.start();
      mm.vmas().split(vma, start, newBelow ? vma.end() : address, vma.pgoffOf(start), fresh);
    } else {
      cut(mm, vma, address, newBelow);
      mm.vmas().insert(fresh);
    }
    if (fresh.file() != null) {
      fresh.file().inode().mappings().add(fresh);
    }
  }

  /** Leaves the VMA the part that the new one does not get. */
  private static void cut(MmStruct mm, VmArea vma, long address, boolean newBelow) {
    if (newBelow) {
      mm.vmas().adjust(vma, address, vma.end(), vma.pgoffOf(address));
    } else {
      mm.vmas().adjust(vma, vma.start(), address, vma.pgoff());
    }
  }
}
