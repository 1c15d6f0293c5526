// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.VmFlags;

/** When VMAs get their anon_vma, and which they share ({@code anon_vma_prepare}). */
public final class AnonVmas {
  private static final long IGNORED_FLAGS = VmFlags.VM_ACCESS_FLAGS | VmFlags.VM_STICKY;

  private AnonVmas() {}

  /** Gives a VMA an anon_vma before its first anonymous page: a neighbour's if they could merge. */
  public static void prepare(TaskStruct task, VmArea vma) {
    if (vma.anonVma() != null) {
      return;
    }
    MmStruct mm = vma.mm();
    mm.locks().read(MmField.VMA_TREE);
    AnonVma shared = reusable(mm, vma);
    mm.pageTableLock().lock();
    if (vma.anonVma() == null) {
      vma.setAnonVma(shared != null ? shared : new AnonVma(task.machine().newId()), 1);
    }
    mm.pageTableLock().unlock();
  }

  private static @Nullable AnonVma reusable(MmStruct mm, VmArea vma) {
    VmArea next = mm.vmas().atOrAfter(vma.end());
    if (next != null && compatible(vma, next) && next.anonVma() != null && singular(next)) {
      return next.anonVma();
    }
    VmArea previous = mm.vmas().before(vma.start());
    if (previous != null
        && compatible(previous, vma)
        && previous.anonVma() != null
        && singular(previous)) {
      return previous.anonVma();
    }
    return null;
  }

  private static boolean singular(VmArea vma) {
    return vma.anonVmaChain() == 1;
  }

  private static boolean compatible(VmArea lower, VmArea upper) {
    return lower.end() == upper.start()
        && lower.file() == upper.file()
        && ((lower.flags() ^ upper.flags()) & ~IGNORED_FLAGS) == 0
        && upper.pgoff() == lower.pgoff() + lower.pages();
  }

  /** Whether VMAs with these anon_vmas may become one ({@code is_mergeable_anon_vma}). */
  static boolean mergeable(VmArea left, VmArea right) {
    AnonVma one = left.anonVma();
    AnonVma two = right.anonVma();
    if (one == null || two == null) {
      VmArea faulted = one != null ? left : right;
      return one == two || faulted.anonVmaChain() <= 1;
    }
    return one == two;
  }
}
