// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.Limits;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.Uprobes;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** Growth of a mapping where it is ({@code expand_vma_in_place}). */
final class RemapExtend {
  private final TaskStruct task;
  private final MmStruct mm;

  RemapExtend(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Whether the old range ends with its VMA and what follows is free ({@code vma_expandable}). */
  boolean fits(RemapArgs args, VmArea vma) {
    long end = args.address() + args.newLength();
    return args.oldEnd() == vma.end()
        && Long.compareUnsigned(end, Addr.TASK_SIZE) <= 0
        && !mm.vmas().overlaps(vma.end(), end);
  }

  /** Extends the VMA, and joins it with its next neighbour if it meets one like it. */
  int extend(RemapArgs args, VmArea vma) {
    long flags = vma.flags();
    long pages = args.morePages();
    if (!Limits.mayCommit(flags, pages)) {
      return -Errno.ENOMEM;
    }
    VmArea extension = vma.dup(mm);
    extension.setBounds(vma.end(), args.address() + args.newLength(), vma.pgoffOf(vma.end()));
    VmArea extended = new VmaMerge(task, mm).mergeNew(extension);
    if (extended == null) {
      return -Errno.ENOMEM;
    }
    Uprobes.mapped(task, extended);
    count(mm, flags, pages);
    return 0;
  }

  /** Counts new pages in: total_vm, locked_vm, committed memory. */
  static void count(MmStruct mm, long flags, long pages) {
    mm.counters().account(flags, pages);
    if ((flags & VmFlags.VM_LOCKED) != 0) {
      mm.counters().addLocked(pages);
    }
    if ((flags & VmFlags.VM_ACCOUNT) != 0) {
      mm.kernel().account(pages);
    }
    if ((flags & VmFlags.VM_PAT) != 0) {
      mm.kernel().trackPfns(pages);
    }
  }
}
