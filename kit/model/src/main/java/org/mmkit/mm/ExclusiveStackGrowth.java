// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.VmFlags;

/** Since Linux 6.5 the fault takes mmap_lock for writing before it grows a stack. */
final class ExclusiveStackGrowth extends StackGrowth {
  private final TaskStruct task;

  ExclusiveStackGrowth(TaskStruct task) {
    super(task);
    this.task = task;
  }

  /** {@code lock_mm_and_find_vma}: there is no upgrade, so all is looked up again. */
  @Override
  @Nullable VmArea grown(VmArea seen, long address) {
    MmStruct mm = task.mm();
    mm.mmapSem().upRead();
    mm.mmapSem().downWrite();
    VmArea vma = task.findVma(address);
    boolean found = vma != null && vma.start() <= address;
    if (vma != null && !found && vma.has(VmFlags.VM_GROWSDOWN)) {
      found = expand(vma, address);
    }
    mm.mmapSem().downgradeWrite();
    return found ? vma : null;
  }

  @Override
  void startWrite(VmArea vma) {
    vma.startWrite();
  }
}
