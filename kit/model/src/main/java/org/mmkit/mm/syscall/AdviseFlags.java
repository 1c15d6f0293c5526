// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.mmkit.mm.uapi.VmFlags.VM_DONTCOPY;
import static org.mmkit.mm.uapi.VmFlags.VM_DONTDUMP;
import static org.mmkit.mm.uapi.VmFlags.VM_DROPPABLE;
import static org.mmkit.mm.uapi.VmFlags.VM_HUGEPAGE;
import static org.mmkit.mm.uapi.VmFlags.VM_HUGETLB;
import static org.mmkit.mm.uapi.VmFlags.VM_IO;
import static org.mmkit.mm.uapi.VmFlags.VM_MAYSHARE;
import static org.mmkit.mm.uapi.VmFlags.VM_MERGEABLE;
import static org.mmkit.mm.uapi.VmFlags.VM_NOHUGEPAGE;
import static org.mmkit.mm.uapi.VmFlags.VM_RAND_READ;
import static org.mmkit.mm.uapi.VmFlags.VM_SEQ_READ;
import static org.mmkit.mm.uapi.VmFlags.VM_SHARED;
import static org.mmkit.mm.uapi.VmFlags.VM_SPECIAL;
import static org.mmkit.mm.uapi.VmFlags.VM_WIPEONFORK;

import org.mmkit.mm.SpecialMappings;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** The advice that is kept in the flags of VMAs. */
final class AdviseFlags {
  private static final long READ_AHEAD = VM_RAND_READ | VM_SEQ_READ;

  /** Mappings whose pages are never merged by content. */
  private static final long UNMERGEABLE =
      VM_SHARED | VM_MAYSHARE | VM_SPECIAL | VM_HUGETLB | VM_DROPPABLE;

  private AdviseFlags() {}

  /** The flags that a VMA has after an advice, or {@code -EINVAL}. */
  static long after(Advice advice, VmArea vma) {
    long flags = vma.flags();
    return switch (advice) {
      case NORMAL -> flags & ~READ_AHEAD;
      case RANDOM -> flags & ~READ_AHEAD | VM_RAND_READ;
      case SEQUENTIAL -> flags & ~READ_AHEAD | VM_SEQ_READ;
      case DONTFORK -> flags | VM_DONTCOPY;
      case DOFORK -> vma.has(VM_IO) ? -Errno.EINVAL : flags & ~VM_DONTCOPY;
      case WIPEONFORK -> isPrivateAnonymous(vma) ? flags | VM_WIPEONFORK : -Errno.EINVAL;
      case KEEPONFORK -> vma.has(VM_DROPPABLE) ? -Errno.EINVAL : flags & ~VM_WIPEONFORK;
      case DONTDUMP -> flags | VM_DONTDUMP;
      case DODUMP -> neverDumped(vma) ? -Errno.EINVAL : flags & ~VM_DONTDUMP;
      case MERGEABLE -> vma.has(UNMERGEABLE) ? flags : flags | VM_MERGEABLE;
      case UNMERGEABLE -> flags & ~VM_MERGEABLE;
      case HUGEPAGE -> flags & ~VM_NOHUGEPAGE | VM_HUGEPAGE;
      case NOHUGEPAGE -> flags & ~VM_HUGEPAGE | VM_NOHUGEPAGE;
      default -> throw new IllegalArgumentException(advice + " is not kept in flags");
    };
  }

  private static boolean isPrivateAnonymous(VmArea vma) {
    boolean anonymous = vma.file() == null && !vma.has(VmFlags.VM_ZERO_DEVICE);
    boolean noFile = anonymous || SpecialMappings.holds(vma);
    return noFile && !vma.has(VM_SHARED);
  }

  private static boolean neverDumped(VmArea vma) {
    return vma.has(VM_DROPPABLE) || vma.has(VM_SPECIAL) && !vma.has(VM_HUGETLB);
  }
}
