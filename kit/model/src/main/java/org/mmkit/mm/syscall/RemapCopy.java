// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;

/** The VMA that covers the target of a move ({@code copy_vma}). */
final class RemapCopy {
  private final TaskStruct task;
  private final MmStruct mm;
  private boolean merged;

  RemapCopy(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /**
   * Extends a neighbour of the target over it, or puts a copy of the VMA there. A merge may free
   * the VMA that is copied: then the result covers its range as well.
   */
  VmArea copy(RemapArgs args, VmArea vma) {
    VmArea proposed = vma.dup(mm);
    long start = args.newAddress();
    proposed.setBounds(start, start + args.newLength(), pgoff(args, vma));
    VmArea neighbour = new VmaMerge(task, mm).mergeNew(proposed);
    if (neighbour != null) {
      merged = true;
      return neighbour;
    }
    VmArea copy = proposed.inMemory();
    copy.startWrite();
    mm.vmas().insert(copy);
    if (copy.file() != null) {
      copy.file().inode().mappings().add(copy);
    }
    if (copy.ops() != null) {
      copy.ops().open(copy);
    }
    return copy;
  }

  /** Whether a neighbour was extended. */
  boolean merged() {
    return merged;
  }

  /**
   * Without pages yet, an anonymous mapping takes the offset of its new place, so that it may
   * merge.
   */
  private static long pgoff(RemapArgs args, VmArea vma) {
    boolean untouched = vma.isAnonymous() && vma.anonVma() == null;
    return untouched ? Addr.pages(args.newAddress()) : vma.pgoffOf(args.address());
  }
}
