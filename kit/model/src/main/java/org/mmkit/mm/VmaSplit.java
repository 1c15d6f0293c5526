// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Cost;

/**
 * Splits VMAs ({@code __split_vma}): to Linux 6.0 two stores to the tree, between which a part
 * cannot be found.
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
    if (mm.kernel().allocationFails()) {
      return -Errno.ENOMEM;
    }
    mm.machine().charge(Cost.VMA_SPLIT, 1);
    VmArea fresh = vma.dup(mm);
    vma.startWrite();
    fresh.startWrite();
    Inode.guarding(vma, () -> apart(mm, vma, fresh, address, newBelow));
    if (fresh.ops() != null) {
      fresh.ops().open(fresh);
    }
    return 0;
  }

  private static void apart(MmStruct mm, VmArea vma, VmArea fresh, long address, boolean newBelow) {
    long start = vma.start();
    long end = vma.end();
    long pgoff = vma.pgoff();
    long upperPgoff = vma.pgoffOf(address);
    if (newBelow) {
      fresh.setBounds(start, address, pgoff);
      store(mm, vma, address, end, upperPgoff, fresh);
    } else {
      fresh.setBounds(address, end, upperPgoff);
      store(mm, vma, start, address, pgoff, fresh);
    }
    if (fresh.file() != null) {
      fresh.file().inode().link(fresh);
    }
  }

  /** Two stores to the list and tree of old; one to the maple tree. */
  private static void store(
      MmStruct mm, VmArea vma, long start, long end, long pgoff, VmArea fresh) {
    if (mm.kernel().perVmaLocks()) {
      mm.vmas().split(vma, start, end, pgoff, fresh);
    } else {
      mm.vmas().adjust(vma, start, end, pgoff);
      mm.vmas().insert(fresh);
    }
  }
}
